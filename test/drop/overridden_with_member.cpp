// Overridden with member: close d, drop m, ~m
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct base { base() = default; base(base&&) = delete; virtual ~base() = default;
  [[async::drop]] virtual async::task<void> close() { say("close base"); co_return; } };
struct d : base { traced m{"m"}; [[async::drop]] async::task<void> close() override { say("close d"); co_return; } };
START { d x; co_return; }
// OUT: close d
// OUT-NEXT: drop m
// OUT-NEXT: ~m
