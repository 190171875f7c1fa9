// co_return in a handler: value, drops of the handler, drops of the scopes around it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> give(bool early) {
  numbered a{1};
  try {
    numbered b{2};
    throw 3;
  } catch (long) {
  } catch (int n) {
    numbered c{n};
    if (early) co_return say("value");
  }
  say("after");
  co_return 0;
}
START {
  std::printf("%d\n", co_await give(true));
  std::printf("%d\n", co_await give(false));
}
// CHECK: async::dropping(b
// CHECK: async::dropping(c
// CHECK: async::dropping(a
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: value
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 5
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: after
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 0
