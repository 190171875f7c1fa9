// Reference instances: drop a, ~a, after, drop t, ~t
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class T> async::task<void> hold(T value) { (void)value; co_await async::this_task::yield(); }
START {
  co_await hold(traced{"a"});
  traced t{"t"};
  co_await hold<traced&>(t);
  say("after");
}
// OUT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: after
// OUT-NEXT: drop t
// OUT-NEXT: ~t
