// A temporary in an expression statement is dropped at its end, discarded results too.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  make(1);
  make(2).get();
  static_cast<void>(make(3));
  numbered{4};
  co_await opened("discarded");
  say("end");
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop discarded
// OUT-NEXT: ~discarded
// OUT-NEXT: end
