// Declarations and awaits that come out of macros are lowered.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#define NUMBERED(name, n) numbered name{n}
#define AWAIT(x) co_await x
#define BOTH(a, b) a b
async::task<int> macros(int k) {
  NUMBERED(f, 1);
  NUMBERED(g, 2); NUMBERED(h, 3);
  if (k == 1) co_return AWAIT(later(5));
  BOTH(numbered x{6};, numbered y{7};)
  for (int i = 0; i < 2; ++i) {
    NUMBERED(z, 10 + i);
    if (i == k) break;
  }
  co_return AWAIT(later(make(8).get()));
}
START {
  for (int k = 0; k < 2; ++k) std::printf("= %d\n", co_await macros(k));
}
// CHECK: async::dropping(z
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(y
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: make 6
// OUT-NEXT: make 7
// OUT-NEXT: make 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: make 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 8
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 5
