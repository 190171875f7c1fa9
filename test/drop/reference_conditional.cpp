// Only the branch of a conditional that was constructed is dropped, at the end of the reference.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<void> choose(bool b) {
  traced const& t = b ? named("yes") : named("no");
  say(t.name());
  co_return;
}
START {
  co_await choose(true);
  co_await choose(false);
}
// CHECK: async::dropping(t
// OUT: yes
// OUT-NEXT: drop yes
// OUT-NEXT: ~yes
// OUT-NEXT: no
// OUT-NEXT: drop no
// OUT-NEXT: ~no
