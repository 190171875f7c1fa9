// The life of an object ends by the exception too, in a function without a normal exit.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
void fail() {
  // CHECK: errors/cannot_await_throws.cpp:[[@LINE+1]]:7: error: 'r' of type 'res'{{.*}}in 'fail'{{.*}}[async-drop-cannot-await]
  res r{1};
  throw 1;
}
// With a normal path that hands it on it is fine.
// CHECK-NOT: error:
res either(bool b) {
  res r{2};
  if (b) throw 1;
  return r;
}
