// An object in the first part of a for is dropped when the loop is left.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
async::task<int> loop(bool leave) {
  int k = 0;
  // CHECK: numbered n{1};
  for (numbered n{1}; k < 2; ++k) {
    if (leave) co_return 7;
    say("body");
  }
  for (numbered n{2}, m{3};;) break;
  co_return 0;
}
START {
  std::printf("= %d\n", co_await loop(false));
  std::printf("= %d\n", co_await loop(true));
}
// OUT: make 1
// OUT-NEXT: body
// OUT-NEXT: body
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: = 0
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 7
