// A break in a handler leaves the switch around it, whose initialiser is dropped.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
async::task<int> f(int k) {
  try {
    throw 1;
  } catch (int) {
    switch (numbered s{1}; k) {
      case 0: {
        numbered v{2};
        try {
          numbered w{3};
          throw 2;
        } catch (int) {
          numbered c{4};
          break;
        } catch (...) {
          throw;
        }
        break;
      }
      default: say("default");
    }
    say("after");
  }
  co_return k;
}
START {
  std::printf("= %d\n", co_await f(0));
  std::printf("= %d\n", co_await f(1));
}
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: = 0
// OUT-NEXT: make 1
// OUT-NEXT: default
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: = 1
