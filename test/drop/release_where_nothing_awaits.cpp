// A function that cannot await may give up the drop of its object, which then is destroyed alone.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

void plain() {
  numbered n(1);
  async::release(n);  // CHECK: static_cast<void>(n);
}
template <class T>
void generic() {
  T n(2);
  async::release(n);
}
START {
  plain();
  generic<numbered>();
  co_return;
}
// OUT: make 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: ~2
