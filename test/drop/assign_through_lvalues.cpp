// Any lvalue: a pointer, a reference, a member, an element, parentheses.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct holder {
  traced r{"r1"};
  std::vector<traced> v = pair_of("v1", "v2");
};
START {
  holder h;
  h.r = named("r2");
  h.v[0] = named("v3");
  h.v.at(1) = co_await opened("v4");
  auto* p = &h.r;
  *p = named("r3");
  auto& r = *p;
  (r) = named("r4");
  say("end");
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(h
// OUT: drop r1
// OUT-NEXT: assign r2
// OUT-NEXT: drop v1
// OUT-NEXT: assign v3
// OUT-NEXT: drop v2
// OUT-NEXT: assign v4
// OUT-NEXT: drop r2
// OUT-NEXT: assign r3
// OUT-NEXT: drop r3
// OUT-NEXT: assign r4
// OUT-NEXT: end
// OUT-NEXT: drop v3
// OUT-NEXT: drop v4
// OUT-NEXT: drop r4
// OUT-NEXT: ~v3
// OUT-NEXT: ~v4
// OUT-NEXT: ~r4
