// Temporaries in the operand of co_return are dropped after its value is computed, before the locals.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> give(int k) {
  numbered local{1};
  if (k == 1) co_return make(2).get();
  if (k == 2) co_return co_await later(make(3).get());
  co_return make(4).get() + (co_await opened("four")).name()[0] - 'f';
}
START {
  for (int k = 1; k < 4; ++k) std::printf("= %d\n", co_await give(k));
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(local
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 2
// OUT-NEXT: make 1
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 3
// OUT-NEXT: make 1
// OUT-NEXT: make 4
// OUT-NEXT: drop four
// OUT-NEXT: ~four
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 4
