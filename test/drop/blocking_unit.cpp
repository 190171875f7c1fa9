// A unit that uses a template in blocking modes alone has the text of one that suspends: what is dropped there is
// dropped here, and the linker may take either.
// RUN: %asyncc --no-line %s -- %flags -DSUSPENDS | %strip | sed '/^int main/,$d' > %t.both
// RUN: %asyncc --no-line %s -- %flags | %strip | sed '/^int main/,$d' | diff - %t.both
// RUN: %run %s | FileCheck %s
#include "../driver/Inputs/lowered/lease.hpp"
int main() {
  // CHECK: = 11
  std::printf("= %d\n", rental::scenario<async::blocking>());
#ifdef SUSPENDS
  return async::block_on(rental::scenario<async::suspending>());
#endif
}
// CHECK-NOT: LOST
