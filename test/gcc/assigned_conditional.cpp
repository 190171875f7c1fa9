// A conditional with an await that is assigned to an object with a drop: one arm runs, then the old value is dropped.
// RUN: %run %s | FileCheck %s
#include "Inputs/handle.hpp"
async::task<void> assigns(int i) {
  handle x("x");
  x = i ? co_await make("y") : handle("z");
  if (i) x = i < 2 ? handle("v") : co_await make("w");
  for (int k = 0; k < 2; ++k) x = k ? co_await make("a") : co_await make("b");
}
int main() {
  for (int i = 0; i < 3; ++i) {
    async::block_on(assigns(i));
    std::puts("");
  }
}
// CHECK: +x +z -x +b -z +a -b -a
// CHECK-NEXT: +x +y -x +v -y +b -v +a -b -a
// CHECK-NEXT: +x +y -x +w -y +b -w +a -b -a
