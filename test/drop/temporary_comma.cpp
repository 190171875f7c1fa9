// Both sides of a comma belong to one full-expression: their temporaries are dropped in reverse.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  // CHECK: async::dropping(temporary
  make(16), make(17);
  say("between");
  say("left"), numbered{18}, say("right");
  co_return;
}
// OUT: make 16
// OUT-NEXT: make 17
// OUT-NEXT: drop 17
// OUT-NEXT: ~17
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: between
// OUT-NEXT: left
// OUT-NEXT: make 18
// OUT-NEXT: right
// OUT-NEXT: drop 18
// OUT-NEXT: ~18
