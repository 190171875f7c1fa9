// A temporary in the condition of a while is dropped before the body, in every round.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  int i = 0;
  while (make(i).get() < 2) {
    if (++i == 1) continue;
    say("body");
  }
  while (co_await later(make(5).get()) != 5) say("not this");
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: body
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
