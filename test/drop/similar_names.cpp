// Similar names: drop b ~b drop a ~a
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct my_drop_guard { traced& t; };
void dropping(traced&, int) {}
START { traced a{"a"}; my_drop_guard g{a}; (void)g; traced b{"b"}; dropping(b, 1); co_return; }
// OUT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: drop a
// OUT-NEXT: ~a
