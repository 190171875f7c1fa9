// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <vector>
async::task<void> statements(bool b) {
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:3: error: a temporary of type 'res' has an async drop, and its life ends with this expression, which is not supported yet; give it a name in a declaration of its own [async-drop-temporary]
  make(1);
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:3: error: {{.*}}[async-drop-temporary]
  co_await open(1);
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-temporary]
  (void)make(1);
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:11: error: {{.*}}[async-drop-temporary]
  int n = make(1).n_;
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:11: error: {{.*}}[async-drop-temporary]
  int m = (co_await open(1)).n_;
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:18: error: a temporary of type 'const res'{{.*}}[async-drop-temporary]
  const res& x = make(1);
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-temporary]
  if (make(1).n_) {}
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:22: error: a temporary of type 'std::vector<res>'{{.*}}[async-drop-temporary]
  for (auto&& each : std::vector<res>{}) {}
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:8: error: {{.*}}[async-drop-temporary]
  b && make(1).n_;
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:18: error: {{.*}}[async-drop-temporary]
  co_return sink(make(1));
}
void plain() {
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:3: error: {{.*}}[async-drop-temporary]
  make(1);
}
// What becomes a variable or a result is no temporary.
// CHECK-NOT: error:
async::task<res> result(bool b) {
  res r = co_await open(1);
  auto s = b ? make(1) : make(2);
  if (b) co_return co_await open(1);
  co_return make(1);
}
