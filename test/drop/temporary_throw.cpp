// Temporaries in the operand of throw are dropped before the locals, and the exception goes on.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct failure {
  int n;
};
async::task<void> fail() {
  numbered local{1};
  throw failure{make(2).get()};
  co_return;
}
START {
  try {
    co_await fail();
  } catch (failure const& f) {
    std::printf("caught %d\n", f.n);
  }
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(local
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: caught 2
