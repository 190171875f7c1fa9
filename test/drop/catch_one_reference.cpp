// A single handler that catches by reference, and one without a name: no warning in the lowered text.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  try {
    throw 1;
  } catch (int& n) {
    numbered f{1};
    n += 10;
    std::printf("%d\n", n);
  }
  try {
    throw 2;
  } catch (int const&) {
    // CHECK: async::dropping(g
    numbered g{2};
  }
  co_return;
}
// OUT: make 1
// OUT-NEXT: 11
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
