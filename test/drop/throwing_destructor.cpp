// Throwing destructor: 3 rounds: (drop b ~b c d) after drop a ~a | drop b ~b after drop a ~a | the sa
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct d { bool t; ~d() noexcept(false) { if (t) throw std::logic_error("d"); } };
async::task<int> g() { for (int i = 0; i < 3; ++i) { traced a{"a"}; try { d x{i == 0}; traced b{"b"}; if (i == 0) break; } catch (std::exception& e) { std::printf("c %s\n", e.what()); } say("after"); } co_return 4; }
START { std::printf("%d\n", co_await g()); }
// OUT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: c d
// OUT-NEXT: after
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: after
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: after
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: 4
