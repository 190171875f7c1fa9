// Two bases: close d2, drop second, ~second
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct base { base() = default; base(base&&) = delete; virtual ~base() = default;
  [[async::drop]] virtual async::task<void> close() { say("close base"); co_return; } };
struct d2 : base, traced { d2() : traced("second") {} [[async::drop]] async::task<void> close() override { say("close d2"); co_return; } };
START { d2 y; co_return; }
// OUT: close d2
// OUT-NEXT: drop second
// OUT-NEXT: ~second
