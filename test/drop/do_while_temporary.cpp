// A temporary in the condition of do-while is dropped each time the condition was evaluated.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  int k = 0;
  do {
    traced t{"t"};
    if (k == 0) continue;
    say("body");
  } while (++k < make(2).get());
  co_return;
}
// OUT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: body
// OUT-NEXT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
