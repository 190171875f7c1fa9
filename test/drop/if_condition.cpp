// The condition variable of an if is dropped after the branch that was taken.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> choose(bool b) {
  if (numbered f{1, b}) {
    say("then");
    numbered inner{2};
  } else {
    co_return f.get();
  }
  co_return 0;
}
START {
  std::printf("%d\n", co_await choose(true));
  std::printf("%d\n", co_await choose(false));
}
// CHECK: async::dropping(inner
// CHECK: async::dropping(f
// OUT: make 1
// OUT-NEXT: then
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 0
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 1
