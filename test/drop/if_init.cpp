// The object of an if's init-statement lives through both branches and is dropped after them.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> choose(int k) {
  if (numbered f{1}; k == 1) {
    say("then");
    co_return f.get();
  } else {
    say("else");
  }
  say("after");
  co_return 0;
}
START {
  std::printf("%d\n", co_await choose(1));
  std::printf("%d\n", co_await choose(2));
}
// CHECK: async::dropping(f
// OUT: make 1
// OUT-NEXT: then
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 1
// OUT-NEXT: make 1
// OUT-NEXT: else
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: 0
