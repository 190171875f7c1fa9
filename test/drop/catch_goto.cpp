// goto leaves a handler that drops, and what it jumps to runs outside the handler.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> fail() {
  try {
    throw 1;
  } catch (long) {
  } catch (int) {
    numbered a{1};
    { numbered b{2}; goto out; }
    say("not this");
  }
out:
  std::printf("null %d\n", std::current_exception() == nullptr);
  numbered c{3};
  co_return 0;
}
START { co_await fail(); }
// CHECK: async::dropping(b
// CHECK: async::dropping(a
// CHECK: async::dropping(c
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: null 1
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
