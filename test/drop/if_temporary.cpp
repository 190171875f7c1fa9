// A temporary in the condition of an if is dropped before the branch starts.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  if (make(1).get() == 1) say("then");
  if (make(2, false)) say("not this");
  else say("else");
  if (co_await later(make(3).get()) == 3) say("awaited");
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: then
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: else
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: awaited
