// The init-statement of a range-for lives around the loop, its elements are dropped before it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> loop(bool out) {
  for (numbered f{1}; int i : {2, 3}) {
    numbered g{i};
    if (out) goto end;
    say("body");
  }
end:
  say("end");
  co_return;
}
START {
  co_await loop(false);
  co_await loop(true);
}
// CHECK: async::dropping(g
// CHECK: async::dropping(f
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: body
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: body
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: end
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: end
