// A temporary extended by a reference is dropped where the reference ends.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  numbered const& a = make(1);
  numbered&& b = make(2);
  auto&& c = numbered{3};
  int e = make(5).get();
  numbered const& f = (say("comma"), make(6));
  std::printf("%d\n", a.get() + b.get() + c.get() + e + f.get());
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(f
// CHECK: async::dropping(c
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: comma
// OUT-NEXT: make 6
// OUT-NEXT: 17
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
