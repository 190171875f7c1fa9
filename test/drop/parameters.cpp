// By-value parameters are dropped after the locals, before the coroutine completes.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

async::task<int> take(traced p, int n) {
  traced local{"local"};
  co_return n;
}
// CHECK: {{\[\[}}async::drop]] parameter p
// OUT: drop local
// OUT-NEXT: ~local
// OUT-NEXT: drop p
// OUT: got 3
START {
  int n = co_await take(traced{"p"}, 3);
  std::printf("got %d\n", n);
}
