// The range may be awaited; its owner is dropped after the loop.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<std::vector<traced>> fetch() {
  co_await async::this_task::yield();
  co_return pair_of("a", "b");
}
START {
  for (auto& t : co_await fetch()) {
    co_await async::this_task::yield();
    say(t.name());
  }
  say("after");
}
// CHECK: async::dropping(range{{[0-9]*}}_
// OUT: a
// OUT-NEXT: b
// OUT-NEXT: drop a
// OUT-NEXT: drop b
// OUT-NEXT: ~a
// OUT-NEXT: ~b
// OUT-NEXT: after
