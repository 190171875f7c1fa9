// Dependent base: fin, drop base, ~base
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class T> struct mixin : T { using T::T; mixin(mixin&&) = delete; [[async::drop]] async::task<void> fin() { say("fin"); co_return; } };
START { mixin<traced> m("base"); co_return; }
// OUT: fin
// OUT-NEXT: drop base
// OUT-NEXT: ~base
