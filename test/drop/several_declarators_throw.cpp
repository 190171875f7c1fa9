// A declarator that throws: those before it are dropped, those after it never were.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

int fail() { throw 1; }
async::task<void> three() {
  numbered a{1}, b{2}, c{fail()}, d{4};
  say("not this");
  co_return;
}
START {
  try {
    co_await three();
  } catch (int) {
    say("caught");
  }
}
// CHECK: async::dropping(d
// CHECK: async::dropping(c
// CHECK: async::dropping(b
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: caught
