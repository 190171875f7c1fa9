// g++ shifts by a wrong number if that is awaited: written as a closure that returns the shift.
// RUN: %run %s | FileCheck %s
#include "../maybe/Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int n = co_await value<M>(6) << co_await value<M>(1);
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> right() {
  int n = 1 + (co_await value<M>(24) >> co_await value<M>(2));
  co_return n;
}
// CHECK: both: v6 v1 = 12
// CHECK: both: v24 v2 = 7
int main() {
  both([]<class M>(M) { return use<M>(); });
  both([]<class M>(M) { return right<M>(); });
}
