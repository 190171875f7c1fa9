// Labels after loops: l, drop a, ~a, after, end
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
async::task<void> f() {
  { traced a{"a"}; for (int i = 0;;) { if (++i == 3) goto l; } { l: say("l"); } }
  say("after");
  co_await async::this_task::yield();
}
START { co_await f(); say("end"); }
// OUT: l
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: after
// OUT-NEXT: end
