// throw; in a handler works before and after an inner drop, and keeps the object thrown.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct base {
  virtual ~base() = default;
  int n = 0;
};
struct derived : base {};
async::task<void> fail(int k) {
  try {
    throw derived{};
  } catch (long) {
  } catch (base& b) {
    numbered c{1};
    b.n = 7;
    if (k == 1) throw;
    { numbered inner{2}; }
    if (k == 2) throw;
    say("handled");
  }
  co_return;
}
START {
  for (int k = 0; k < 3; ++k) {
    try {
      co_await fail(k);
    } catch (derived const& d) {
      std::printf("derived %d\n", d.n);
    }
  }
}
// CHECK: async::dropping(inner
// CHECK: async::dropping(c
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: handled
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: derived 7
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: derived 7
