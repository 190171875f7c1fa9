// An object whose predicate is false is not dropped: moved from, closed early, or given to another.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<traced> pass(traced t) { co_return std::move(t); }
async::task<void> sink(traced t) {
  say(t.name());
  co_return;
}
START {
  traced a{"a"};
  traced b = std::move(a);
  traced c = co_await pass(std::move(b));
  co_await sink(std::move(c));
  say("end");
}
// CHECK: async::dropping(t
// CHECK: async::dropping(c
// CHECK: async::dropping(b
// OUT: a
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: end
