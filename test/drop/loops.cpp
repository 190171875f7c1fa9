// break and continue, from nested scopes and a switch; the object of each round is dropped.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

START {
  for (int i = 0; i < 4; ++i) {
    traced l{"l"};
    if (i == 0) continue;
    // CHECK: if (i == 0) { exit_ = 1; goto drop1_; }
    switch (i) {
      case 1: {
        traced s{"s"};
        break;
      }
      case 2: {
        traced t{"t"};
        continue;
      }
      default:
        break;
    }
    if (i == 3) {
      traced u{"u"};
      break;
    }
    say("end of round");
  }
  co_await async::this_task::yield();
  say("after");
  // CHECK: if (exit_ == {{[0-9]}}) { continue; }
  // CHECK: if (exit_ == {{[0-9]}}) { break; }
}
// OUT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: drop s
// OUT-NEXT: ~s
// OUT-NEXT: end of round
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: after
