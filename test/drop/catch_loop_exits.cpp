// break and continue leave a handler that drops, in a loop.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  for (int i = 0; i < 4; ++i) {
    try {
      numbered t{i};
      throw i;
    } catch (long) {
    } catch (int n) {
      numbered c{n + 10};
      if (n == 0) continue;
      if (n == 2) break;
      say("end of handler");
    }
    say("after handler");
  }
  say("after loop");
  co_return;
}
// CHECK: async::dropping(t
// CHECK: async::dropping(c
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 11
// OUT-NEXT: end of handler
// OUT-NEXT: drop 11
// OUT-NEXT: ~11
// OUT-NEXT: after handler
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 12
// OUT-NEXT: drop 12
// OUT-NEXT: ~12
// OUT-NEXT: after loop
