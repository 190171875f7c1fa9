// One arm of ?: is evaluated, as value, nested, as an operand of co_await, with throw.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  int a = k == 1 ? co_await value<M>(1) : co_await value<M>(2);
  a += k == 1 ? 5 : k == 2 ? co_await value<M>(3) : co_await value<M>(4);
  a += co_await (k == 1 ? value<M>(6) : value<M>(7));
  a += co_await value<M>(k == 1) ? 10 : 20;
  co_return k == 3 ? throw a : a;
}
// CHECK: both: v1 v6 v1 = 22
// CHECK-NEXT: both: v2 v3 v7 v0 = 32
// CHECK-NEXT: both: v2 v4 v7 v0 throws 33
int main() {
  both([]<class M>(M) { return use<M>(1); });
  both([]<class M>(M) { return use<M>(2); });
  both([]<class M>(M) { return use<M>(3); });
}
