// The temporary that a range-for goes over is dropped after the loop, on every way out.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> loop(int k) {
  for (auto& t : pair_of("first", "second")) {
    say(t.name());
    if (k == 1) continue;
    if (k == 2) break;
    if (k == 3) co_return 3;
    if (k == 4) throw 4;
  }
  say("after");
  co_return 0;
}
START {
  for (int k = 0; k < 5; ++k) {
    try {
      std::printf("= %d\n", co_await loop(k));
    } catch (int n) {
      std::printf("caught %d\n", n);
    }
  }
}
// CHECK: async::dropping(range{{[0-9]*}}_
// OUT: first
// OUT-NEXT: second
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: after
// OUT-NEXT: = 0
// OUT-NEXT: first
// OUT-NEXT: second
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: after
// OUT-NEXT: = 0
// OUT-NEXT: first
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: after
// OUT-NEXT: = 0
// OUT-NEXT: first
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: = 3
// OUT-NEXT: first
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: caught 4
