// A temporary that is constructed conditionally is dropped only if it was.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  for (bool b : {true, false}) {
    say(b ? "true" : "false");
    int n = b ? make(1).get() : make(2).get();
    n += (b && make(3).get() == 3) ? 1 : 0;
    b || make(4).get() == 4 ? say("either") : say("neither");
    std::printf("%d\n", n);
  }
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: true
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: either
// OUT-NEXT: 2
// OUT-NEXT: false
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 4
// OUT-NEXT: either
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: 2
