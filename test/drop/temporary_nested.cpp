// Temporaries of one expression are dropped in reverse of their construction, at its end.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

int sum(numbered const& a, int n) {
  std::printf("sum %d\n", a.get());
  return a.get() + n;
}
START {
  int n = sum(make(1), 1) + sum(make(sum(make(2), 0) + 1), 0);
  std::printf("%d\n", n);
  n = make(n).get();
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: sum 1
// OUT-NEXT: make 2
// OUT-NEXT: sum 2
// OUT-NEXT: make 3
// OUT-NEXT: sum 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 5
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
