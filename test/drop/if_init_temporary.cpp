// A temporary in the init-statement or the condition variable of an if is dropped before the next part.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  if (int n = make(1).get(); n == make(2).get() - 1) say("then");
  if (int n = make(3).get()) std::printf("n %d\n", n);
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: then
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: n 3
