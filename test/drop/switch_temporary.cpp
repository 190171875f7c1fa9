// A temporary in the condition of a switch is dropped before the first case runs.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  switch (make(1).get()) {
    case 1:
      say("one");
      break;
    default:
      say("default");
  }
  switch (int n = make(2).get(); co_await later(make(n + 1).get())) {
    case 3:
      say("three");
  }
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: one
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: three
