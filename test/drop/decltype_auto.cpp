// Decltype auto: body, drop own, ~own, body, after, drop outer, ~outer
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class F> async::task<void> f(F g) { decltype(auto) x = g(); (void)x; co_await async::this_task::yield(); say("body"); }
START { traced o{"outer"}; co_await f([] { return traced{"own"}; }); co_await f([&]() -> traced& { return o; }); say("after"); }
// OUT: body
// OUT-NEXT: drop own
// OUT-NEXT: ~own
// OUT-NEXT: body
// OUT-NEXT: after
// OUT-NEXT: drop outer
// OUT-NEXT: ~outer
