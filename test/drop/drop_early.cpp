// co_await async::drop drops early, exactly once; assigning revives the obligation.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> early(traced p, bool b) {
  numbered f{1};
  traced t{"t"};
  co_await async::drop(f);
  if (b) {
    co_await async::drop(t);
    t = named("u");
  }
  co_await async::drop(p);
  say("end");
}
START {
  co_await early(named("p"), true);
  co_await early(named("q"), false);
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(owed{{[0-9]+}}_
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop t
// OUT-NEXT: assign u
// OUT-NEXT: drop p
// OUT-NEXT: end
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: ~1
// OUT-NEXT: ~p
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop q
// OUT-NEXT: end
// OUT-NEXT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: ~1
// OUT-NEXT: ~q
