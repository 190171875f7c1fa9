// Several declarators in one declaration: each object is dropped, in reverse.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  numbered a{1}, b{2};
  numbered c{3}, &r = a, *p = &b;
  numbered const d{4}, e{5};
  auto f = named("f"), g = co_await opened("g");
  std::printf("%d %d\n", r.get(), p->get());
}
// CHECK: async::dropping(g
// CHECK: async::dropping(f
// CHECK: async::dropping(e
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: make 5
// OUT-NEXT: 1 2
// OUT-NEXT: drop g
// OUT-NEXT: ~g
// OUT-NEXT: drop f
// OUT-NEXT: ~f
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
