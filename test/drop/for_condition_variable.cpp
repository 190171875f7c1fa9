// The condition variable of a for is dropped at the end of each round, after the step.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  int k = 3;
  // CHECK: async::dropping(n
  for (; numbered n{k, k > 0}; say("step"), --k) {
    if (k == 2) continue;
    say("body");
  }
  for (; numbered n{9};) break;
  co_return;
}
// OUT: make 3
// OUT-NEXT: body
// OUT-NEXT: step
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 2
// OUT-NEXT: step
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 1
// OUT-NEXT: body
// OUT-NEXT: step
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
