// Owners by a base whose drop is not virtual, wherever the owner is made.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/bases.hpp"
#include <map>
#include <memory>
#include <optional>
#include <vector>
using owner = std::unique_ptr<plain_base>;
struct server {
  owner h;
  int n = 0;
};
// CHECK: errors/base_places.cpp:[[@LINE+1]]:44: error: an object of type 'derived', {{.*}} owned as 'plain_base'{{.*}}[async-drop-base]
async::task<owner> give_back() { co_return std::make_unique<derived>(); }
async::task<void> f(std::vector<owner>& v, std::map<int, owner>& m) {
  owner p;
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-base]
  p = std::make_unique<derived>();
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:12: error: {{.*}}[async-drop-base]
  server s{std::make_unique<derived>()};
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:12: error: {{.*}}[async-drop-base]
  server t{.h{std::make_unique<derived>()}};
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:17: error: {{.*}}[async-drop-base]
  owner a[1] = {std::make_unique<derived>()};
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:18: error: {{.*}}[async-drop-base]
  v.emplace_back(std::make_unique<derived>());
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:18: error: {{.*}}[async-drop-base]
  v.emplace_back(new derived);
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:16: error: {{.*}}[async-drop-base]
  m.emplace(2, std::make_unique<derived>());
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:8: error: {{.*}}[async-drop-base]
  m[1] = std::make_unique<derived>();
  // CHECK: errors/base_places.cpp:[[@LINE+1]]:28: error: {{.*}}[async-drop-base]
  std::optional<owner> o = std::make_unique<derived>();
  // CHECK-NOT: error:
  std::vector<std::unique_ptr<open_base>> good;
  good.emplace_back(std::make_unique<shut>());
  good.emplace_back(new shut);
  std::vector<std::unique_ptr<derived>> same;
  same.emplace_back(std::make_unique<derived>());
  co_return;
}
