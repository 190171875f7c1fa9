// A declaration that is the whole body of a loop or branch is dropped there.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  for (int i = 0; i < 2; ++i) numbered f{i};
  if (co_await later(1)) numbered g{2};
  else numbered h{3};
  int n = 1;
  while (n--) traced t{"t"};
}
// CHECK: async::dropping(f
// CHECK: async::dropping(g
// CHECK: async::dropping(h
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop t
// OUT-NEXT: ~t
