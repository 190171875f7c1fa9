// Owners by a base whose drop is not virtual, and calls of the library that end lives.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/bases.hpp"
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <vector>
async::task<void> f(std::vector<res>& v, std::map<int, res>& m, res& a, res& b) {
  // CHECK: errors/base.cpp:[[@LINE+1]]:35: error: an object of type 'derived', which has an async drop, is owned as 'plain_base', whose drop is not virtual: deleting it would not drop it; give 'plain_base' a virtual drop, or own it as 'derived' [async-drop-base]
  std::unique_ptr<plain_base> p = std::make_unique<derived>();
  // CHECK: errors/base.cpp:[[@LINE+1]]:19: error: {{.*}}[async-drop-base]
  plain_base* q = new derived;
  // CHECK: errors/base.cpp:[[@LINE+1]]:3: error: 'std::erase_if' ends the lives of objects{{.*}}[async-drop-library-call]
  std::erase_if(v, [](res const& r) { return r.n_ == 1; });
  // CHECK: errors/base.cpp:[[@LINE+1]]:5: error: 'insert_or_assign' ends the lives of objects{{.*}}[async-drop-library-call]
  m.insert_or_assign(1, make(2));
  // CHECK: errors/base.cpp:[[@LINE+1]]:18: error: this assignment ends the life of an object of type 'res'{{.*}}declare 'auto [a, b] = …' instead{{.*}}[async-drop-assignment]
  std::tie(a, b) = std::make_pair(make(1), make(2));
  // CHECK-NOT: error:
  std::unique_ptr<open_base> o = std::make_unique<shut>();
  delete q;
  co_return;
}
