// In a chain of else if the variables of earlier heads live through the later branches.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> choose(int k) {
  if (numbered a{1, k == 1})
    say("first");
  else if (numbered b{2}; numbered c{3, k == 2})
    std::printf("second %d\n", a.get() + b.get() + c.get());
  else if (k == 3)
    co_return;
  else
    say("last");
  say("after");
}
START {
  for (int k = 1; k < 5; ++k) {
    std::printf("-- %d\n", k);
    co_await choose(k);
  }
}
// CHECK: async::dropping(c
// CHECK: async::dropping(b
// CHECK: async::dropping(a
// OUT: -- 1
// OUT-NEXT: make 1
// OUT-NEXT: first
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: -- 2
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: second 6
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: -- 3
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: -- 4
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: last
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
