// Each declarator's initialiser is a full-expression: its temporary is dropped before the next begins.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  // CHECK: async::dropping(temporary
  int i = make(10).get(), j = make(11).get() + i, *p = &i;
  std::printf("%d %d\n", j, *p);
  co_return;
}
// OUT: make 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: make 11
// OUT-NEXT: drop 11
// OUT-NEXT: ~11
// OUT-NEXT: 21 10
