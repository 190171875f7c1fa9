// Assigning to a live object: right side, drop of the old value, assignment. A moved-from one is not dropped.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  traced a = named("a1");
  a = named("a2");
  a = co_await opened("a3");
  traced b = named("b1");
  a = std::move(b);
  b = named("b2");
  say((a = named("a4")).name());
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(owed
// CHECK: async::dropping(owed
// OUT: drop a1
// OUT-NEXT: assign a2
// OUT-NEXT: drop a2
// OUT-NEXT: assign a3
// OUT-NEXT: drop a3
// OUT-NEXT: assign b1
// OUT-NEXT: assign b2
// OUT-NEXT: drop b1
// OUT-NEXT: assign a4
// OUT-NEXT: a4
// OUT-NEXT: drop b2
// OUT-NEXT: ~b2
// OUT-NEXT: drop a4
// OUT-NEXT: ~a4
