// The callee's objects are dropped before the caller's, its parameters before it completes.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> callee(traced p, int n) {
  numbered l{n};
  co_await async::this_task::yield();
  co_return n;
}
START {
  numbered a{1};
  int n = co_await callee(named("p"), 2) + co_await callee(named("q"), 3);
  std::printf("%d\n", n);
}
// CHECK: async::dropping(l
// CHECK: async::dropping(p
// CHECK: async::dropping(a
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop p
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop q
// OUT-NEXT: ~q
// OUT-NEXT: ~p
// OUT-NEXT: 5
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
