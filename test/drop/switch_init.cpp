// The object of a switch's init-statement is dropped after break, fallthrough and co_return.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> choose(int k) {
  switch (numbered f{k}; k) {
    case 1:
      co_return f.get();
    case 2: {
      numbered inner{20};
      break;
    }
    default:
      say("default");
  }
  say("after");
  co_return 0;
}
START {
  for (int k = 1; k < 4; ++k) std::printf("= %d\n", co_await choose(k));
}
// CHECK: async::dropping(inner
// CHECK: async::dropping(f
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 1
// OUT-NEXT: make 2
// OUT-NEXT: make 20
// OUT-NEXT: drop 20
// OUT-NEXT: ~20
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: after
// OUT-NEXT: = 0
// OUT-NEXT: make 3
// OUT-NEXT: default
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: after
// OUT-NEXT: = 0
