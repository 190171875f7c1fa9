// The objects of a do loop's body are dropped in every round, before the condition is looked at.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  int i = 0;
  do {
    numbered f{i};
    if (++i == 1) continue;
    say("body");
  } while (say("condition") && i < 2);
  do numbered g{9};
  while (false);
  co_return;
}
// CHECK: async::dropping(f
// CHECK: async::dropping(g
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: condition
// OUT-NEXT: make 1
// OUT-NEXT: body
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: condition
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
