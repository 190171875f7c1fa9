// Local classes take part.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  struct local {
    numbered a{1};
    traced b{"b"};
    numbered c{2};
  };
  local l;
  {
    struct local : traced {
      local() : traced("other") {}
    };
    local m;
  }
  say("end");
  co_return;
}
// CHECK: async::dropping(m
// CHECK: async::dropping(l
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop other
// OUT-NEXT: ~other
// OUT-NEXT: end
// OUT-NEXT: drop 2
// OUT-NEXT: drop b
// OUT-NEXT: drop 1
// OUT-NEXT: ~2
// OUT-NEXT: ~b
// OUT-NEXT: ~1
