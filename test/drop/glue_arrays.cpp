// Arrays, of any rank, and std::array go in reverse; the whole drop comes before the whole destructor.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-async-drop-half-built | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <array>

START {
  numbered a[2][2] = {{numbered{1}, numbered{2}}, {numbered{3}, numbered{4}}};
  traced const b[] = {named("b0"), named("b1")};
  std::array<traced, 2> c{named("c0"), named("c1")};
  std::pair<traced, traced> d{named("d0"), named("d1")};
  std::printf("%s\n", b[0].name());
  static_cast<void>(a);
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(d
// CHECK: async::dropping(c
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: b0
// OUT-NEXT: drop d1
// OUT-NEXT: drop d0
// OUT-NEXT: ~d1
// OUT-NEXT: ~d0
// OUT-NEXT: drop c1
// OUT-NEXT: drop c0
// OUT-NEXT: ~c1
// OUT-NEXT: ~c0
// OUT-NEXT: drop b1
// OUT-NEXT: drop b0
// OUT-NEXT: ~b1
// OUT-NEXT: ~b0
// OUT-NEXT: drop 4
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
// OUT-NEXT: drop 1
// OUT-NEXT: ~4
// OUT-NEXT: ~3
// OUT-NEXT: ~2
// OUT-NEXT: ~1
