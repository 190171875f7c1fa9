// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <vector>
int scope(int n) {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:7: error: 'r' of type 'res' has an async drop, but its life ends in 'scope', which cannot await [async-drop-cannot-await]
  res r{n};
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:10: note: its life ends here
  return 1;
}
// CHECK: errors/cannot_await.cpp:[[@LINE-6]]:5: note: make 'scope' a coroutine, which awaits the drop; or hand the object on with 'return r' or 'std::move(r)' on every path
void one_path(bool b) {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:7: error: 'r' of type 'res'{{.*}}in 'one_path'{{.*}}[async-drop-cannot-await]
  res r{1};
  if (b) sink(std::move(r));
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:1: note: its life ends here
}
// CHECK: errors/cannot_await.cpp:[[@LINE+1]]:20: error: 'p' of type 'res'{{.*}}in 'parameter'{{.*}}[async-drop-cannot-await]
void parameter(res p) {}
void loop(int n) {
  while (n--) {
    // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:9: error: 'r' of type 'res'{{.*}}in 'loop'{{.*}}[async-drop-cannot-await]
    res r{n};
    if (n == 3) continue;
    sink(std::move(r));
  }
}
void constant() {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:13: error: 'r' of type 'const res'{{.*}}[async-drop-cannot-await]
  const res r{1};
}
void head(int n) {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:11: error: 'r' of type 'res'{{.*}}in 'head'{{.*}}[async-drop-cannot-await]
  if (res r{n}; n) sink(std::move(r));
}
void handler() {
  try {
    throw 1;
  } catch (int) {
    // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:9: error: 'r' of type 'res'{{.*}}in 'handler'{{.*}}[async-drop-cannot-await]
    res r{1};
  }
}
void owner() {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:20: error: 'v' of type 'std::vector<res>'{{.*}}in 'owner'{{.*}}[async-drop-cannot-await]
  std::vector<res> v; v.emplace_back(1);
}
struct has_member {
  res r{1};
};
void glue() {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:14: error: 'g' of type 'has_member'{{.*}}in 'glue'{{.*}}[async-drop-cannot-await]
  has_member g;
}
void closure() {
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:8: error: 'f' of type '(lambda at {{.*}})'{{.*}}in 'closure'{{.*}}[async-drop-cannot-await]
  auto f = [r = make(1)] { return r.n_; };
}
struct special {
  // CHECK: errors/cannot_await.cpp:[[@LINE+2]]:19: error: 'c' of type 'res'{{.*}}in 'special'{{.*}}[async-drop-cannot-await]
  // CHECK: errors/cannot_await.cpp:[[@LINE+1]]:3: note: 'special' can be no coroutine: hand the object on with 'std::move(c)' on every path, or give up its drop with 'async::release(c)'
  special() { res c{1}; }
};
// CHECK: errors/cannot_await.cpp:[[@LINE+2]]:17: error: '(unnamed)' of type 'res'{{.*}}in 'unnamed'{{.*}}[async-drop-cannot-await]
// CHECK: errors/cannot_await.cpp:[[@LINE+1]]:6: note: make 'unnamed' a coroutine, which awaits the drop; or give the object a name, hand it on with 'std::move' on every path, or give up its drop with 'async::release'
void unnamed(res) {}
// CHECK: errors/cannot_await.cpp:[[@LINE+1]]:25: error: 'r' of type 'res'{{.*}}[async-drop-cannot-await]
auto in_lambda = [](res r) {};
// CHECK: errors/cannot_await.cpp:[[@LINE+2]]:34: error: 'children' of type 'async::task_group'{{.*}}in 'fixed'{{.*}}[async-drop-cannot-await]
// CHECK: errors/cannot_await.cpp:[[@LINE+1]]:6: note: make 'fixed' a coroutine, which awaits the drop; the object cannot be moved to another place
void fixed() { async::task_group children; }
template <class T>
void generic(T t) {}
// CHECK: errors/cannot_await.cpp:[[@LINE-1]]:16: error: 't' of type 'res'{{.*}}in 'generic'{{.*}}[async-drop-cannot-await]
// CHECK: errors/cannot_await.cpp:[[@LINE+1]]:14: note: 'generic<res>' is instantiated here
void use() { generic(make(1)); }
