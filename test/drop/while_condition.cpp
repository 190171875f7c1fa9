// The condition variable of a while is made and dropped in every round, and once for the false one.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  int i = 0;
  while (numbered f{i, i < 3}) {
    ++i;
    if (i == 1) continue;
    numbered inner{f.get() + 10};
    if (i == 3) break;
  }
  while (numbered g{7, false}) say("not this");
  co_return;
}
// CHECK: async::dropping(inner
// CHECK: async::dropping(f
// CHECK: async::dropping(g
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 1
// OUT-NEXT: make 11
// OUT-NEXT: drop 11
// OUT-NEXT: ~11
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: make 12
// OUT-NEXT: drop 12
// OUT-NEXT: ~12
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
