// Temporaries are dropped when the awaited task or a called function throws; the error goes on.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> fails(numbered const& f) {
  co_await async::this_task::yield();
  throw f.get();
}
int fails_now(numbered const& f) { throw f.get(); }
async::task<void> run(int k) {
  numbered local{9};
  if (k == 1) co_await fails(make(1));
  if (k == 2) fails_now(make(2));
  if (k == 3) std::printf("%d\n", co_await later(make(3).get()) + co_await fails(make(4)));
}
START {
  for (int k = 1; k < 4; ++k) {
    try {
      co_await run(k);
    } catch (int n) {
      std::printf("caught %d\n", n);
    }
  }
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(local
// OUT: make 9
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: caught 1
// OUT-NEXT: make 9
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: caught 2
// OUT-NEXT: make 9
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: caught 4
