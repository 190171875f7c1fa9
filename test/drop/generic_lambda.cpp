// Generic lambda: drop x, ~x
// RUN: env STATUS=0 PCH=no %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
START {
  auto f = [](auto x) -> async::task<void> { auto y = std::move(x); (void)y; co_return; };
  co_await f(traced{"x"});
  say("after");
}
// OUT: drop x
// OUT-NEXT: ~x
// OUT-NEXT: after
