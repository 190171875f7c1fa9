// A temporary in the condition or the step of a for is dropped at the end of that full-expression.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  // CHECK: async::temporary<
  for (int i = 5; make(i).get() < 7; say("step"), i += make(1).get()) {
    if (i == 6) continue;
    say("body");
  }
  say("after");
  co_return;
}
// OUT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: body
// OUT-NEXT: step
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 6
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: step
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: after
