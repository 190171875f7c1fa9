// Goto out: out, drop a, ~a, end of f, ok
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
async::task<void> f(int x) {
  int n = 0;
  {
    traced a{"a"};
    for (;;) { if (++n > x) goto out; if (n == 7) co_return; }
    { out: say("out"); }
  }
  say("end of f");
}
START { co_await f(3); say("ok"); }
// OUT: out
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: end of f
// OUT-NEXT: ok
