// An exit leaves several loops without braces at once, each with a range to drop.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
async::task<int> f(int k) {
  // CHECK: async::dropping(
  for (auto& t : pair_of("a1", "a2"))
    for (auto& u : pair_of("b1", "b2")) {
      std::printf("%s %s\n", t.name(), u.name());
      if (k == 0) goto out;
      if (k == 1) co_return 1;
      if (k == 2) throw 2;
      if (k == 3) break;
    }
out:
  say("out");
  co_return 0;
}
START {
  for (int k = 0; k < 4; ++k) try {
      std::printf("= %d\n", co_await f(k));
    } catch (int i) {
      std::printf("caught %d\n", i);
    }
}
// OUT: a1 b1
// OUT-NEXT: drop b1
// OUT-NEXT: drop b2
// OUT-NEXT: ~b1
// OUT-NEXT: ~b2
// OUT-NEXT: drop a1
// OUT-NEXT: drop a2
// OUT-NEXT: ~a1
// OUT-NEXT: ~a2
// OUT-NEXT: out
// OUT-NEXT: = 0
// OUT-NEXT: a1 b1
// OUT-NEXT: drop b1
// OUT-NEXT: drop b2
// OUT-NEXT: ~b1
// OUT-NEXT: ~b2
// OUT-NEXT: drop a1
// OUT-NEXT: drop a2
// OUT-NEXT: ~a1
// OUT-NEXT: ~a2
// OUT-NEXT: = 1
// OUT-NEXT: a1 b1
// OUT-NEXT: drop b1
// OUT-NEXT: drop b2
// OUT-NEXT: ~b1
// OUT-NEXT: ~b2
// OUT-NEXT: drop a1
// OUT-NEXT: drop a2
// OUT-NEXT: ~a1
// OUT-NEXT: ~a2
// OUT-NEXT: caught 2
// OUT-NEXT: a1 b1
// OUT-NEXT: drop b1
// OUT-NEXT: drop b2
// OUT-NEXT: ~b1
// OUT-NEXT: ~b2
// OUT-NEXT: a2 b1
// OUT-NEXT: drop b1
// OUT-NEXT: drop b2
// OUT-NEXT: ~b1
// OUT-NEXT: ~b2
// OUT-NEXT: drop a1
// OUT-NEXT: drop a2
// OUT-NEXT: ~a1
// OUT-NEXT: ~a2
// OUT-NEXT: out
// OUT-NEXT: = 0
