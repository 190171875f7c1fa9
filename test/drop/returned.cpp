// A local or a temporary that is returned is moved out: its predicate is false, nothing is dropped.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

async::task<traced> local() {
  traced t{"t"};
  co_return t;
}
async::task<traced> temporary() { co_return traced{"u"}; }
traced plainly() {
  traced v{"v"};
  say("handed on");
  return v;
}
// OUT: handed on
// OUT-NEXT: all here
// OUT-NEXT: drop v
// OUT-NEXT: ~v
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: drop t
// OUT-NEXT: ~t
START {
  auto t = co_await local();
  auto u = co_await temporary();
  auto v = plainly();
  say("all here");
}
