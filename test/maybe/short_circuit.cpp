// && and || evaluate the right side only when needed, in every place, in both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, bool> yes(int n) {
  co_return co_await value<M>(n) > 0;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int hits = 0;
  bool a = hits == 1 && co_await yes<M>(1);
  bool b = hits == 0 || co_await yes<M>(2);
  if (hits == 0 && co_await yes<M>(3)) ++hits;
  if (co_await yes<M>(0) || (hits == 1 && !co_await yes<M>(4))) hits = 100;
  while (hits < 3 && co_await yes<M>(5)) ++hits;
  hits += (co_await yes<M>(0) && co_await yes<M>(6)) ? 10 : 20;
  co_return hits + (a ? 1000 : 0) + (b ? 2000 : 0);
}
// CHECK: both: v3 v0 v4 v5 v5 v0 = 2023
int main() {
  both([]<class M>(M) { return use<M>(); });
}
