// Dependent member: close, drop T, ~T
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class T> struct s { T t{"T"}; s() = default; s(s&&) = delete; [[async::drop]] async::task<void> close() { say("close"); co_return; } };
START { s<traced> x; co_return; }
// OUT: close
// OUT-NEXT: drop T
// OUT-NEXT: ~T
