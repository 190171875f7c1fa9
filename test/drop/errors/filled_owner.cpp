// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
#include <optional>
using owner = std::unique_ptr<res>;
owner one();
void fill(owner& p);
owner twice() {
  owner p;
  p = one();
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:5: error: this assignment ends the life of an object of type 'owner'{{.*}}[async-drop-assignment]
  p = one();
  return p;
}
owner in_loop(int n) {
  owner p;
  for (int i = 0; i < n; ++i)
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-assignment]
    p = one();
  return p;
}
owner by_reference() {
  owner p;
  fill(p);
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  p = one();
  return p;
}
owner by_closure() {
  owner p;
  auto f = [&] { fill(p); };
  f();
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  p = one();
  return p;
}
owner falls_through(int k) {
  owner p;
  switch (k) {
    case 0:
      p = one();
      [[fallthrough]];
    case 1:
      // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-assignment]
      p = one();
  }
  return p;
}
owner one_branch(bool b) {
  owner p;
  if (b) p = one();
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  p = one();
  return p;
}
owner wrong_way(owner p) {
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:14: error: {{.*}}[async-drop-assignment]
  if (p) { p = one(); }
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:18: error: {{.*}}[async-drop-assignment]
  if (!p || p) p = one();
  return p;
}
owner handler(bool b) {
  owner p;
  try {
    p = one();
    if (b) throw 1;
  } catch (int) {
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-assignment]
    p = one();
  }
  return p;
}
owner again(bool b) {
  owner p;
again:
  // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  p = one();
  if (b) goto again;
  return p;
}
struct holder {
  owner p, q, given;
  std::optional<res> o;
  void set() { fill(p); }
  explicit holder(owner&& g) : given(std::move(g)) {
    q = one();
    set();
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-assignment]
    p = one();
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:11: error: {{.*}}[async-drop-assignment]
    given = one();
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-library-call]
    o.emplace(1);
  }
  holder(holder& other, int) {
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:13: error: {{.*}}[async-drop-assignment]
    other.p = one();
  }
  holder() : holder(one()) {
    // CHECK: errors/filled_owner.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-assignment]
    p = one();
  }
};
