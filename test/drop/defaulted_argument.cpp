// Defaulted argument: close s 5, drop m
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct s { traced m{"m"}; s() = default; s(s&&) = delete; [[async::drop]] async::task<void> close(int timeout = 5) { std::printf("close s %d\n", timeout); co_return; } };
START { s x; co_return; }
// OUT: close s 5
// OUT-NEXT: drop m
// OUT-NEXT: ~m
