// A static local exists once for each mode.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> next() {
  static int n = say("init", 10);
  co_return ++n + co_await value<M>(0);
}
// CHECK: both: init v0 = 11
// CHECK-NEXT: both: v0 = 12
// CHECK-NEXT: both: v0 = 13
int main() {
  for (int i = 0; i < 3; ++i) both([]<class M>(M) { return next<M>(); });
}
