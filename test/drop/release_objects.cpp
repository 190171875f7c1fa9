// async::release gives up the drop, not the destructor, on the paths that do it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> give_up(bool b) {
  numbered f{1};
  numbered g{2};
  if (b) async::release(f);
  async::release(g);
  say("end");
  co_return;
}
START {
  co_await give_up(true);
  co_await give_up(false);
}
// CHECK: async::dropping(owed{{[0-9]+}}_
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: end
// OUT-NEXT: ~2
// OUT-NEXT: ~1
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: end
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
