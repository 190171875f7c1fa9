// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
#include <vector>
using owner = std::unique_ptr<res>;
owner one();
void fill(owner& p);
owner assigned(int n) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:9: error: 'p' of type 'owner' has an async drop, but its life ends in 'assigned'{{.*}}[async-drop-cannot-await]
  owner p;
  p = one();
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:26: note: its life ends here
  if (n == 3) return one();
  return p;
}
owner other_way() {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:8: error: {{.*}}[async-drop-cannot-await]
  auto p = one();
  if (p) return nullptr;
  return p;
}
owner only_one(bool other) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:8: error: {{.*}}[async-drop-cannot-await]
  auto p = one();
  if (!p || other) return nullptr;
  return p;
}
std::vector<res> emplaced(bool some) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:20: error: {{.*}}[async-drop-cannot-await]
  std::vector<res> v;
  v.emplace_back(1);
  if (some) return {};
  return v;
}
owner in_loop(int n) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-cannot-await]
  owner p;
  while (n-- > 0) {
    if (n == 3) return nullptr;
    fill(p);
  }
  return p;
}
owner captured(bool some) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-cannot-await]
  owner p;
  auto filler = [&p] { p = one(); };
  filler();
  if (some) return nullptr;
  return p;
}
owner aliased(bool some) {
  // CHECK: errors/filled_owner_ends.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-cannot-await]
  owner p;
  owner& q = p;
  fill(q);
  if (some) return nullptr;
  return p;
}
