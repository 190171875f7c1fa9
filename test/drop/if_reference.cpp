// A temporary that the condition variable's reference extends lives until the end of the if.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> choose(bool b) {
  if (numbered const& r = make(1, b))
    std::printf("r %d\n", r.get());
  else
    std::printf("not %d\n", r.get());
  say("after");
  co_return;
}
START {
  co_await choose(true);
  co_await choose(false);
}
// CHECK: async::dropping(r
// OUT: make 1
// OUT-NEXT: r 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: make 1
// OUT-NEXT: not 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
