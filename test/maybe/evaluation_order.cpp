// Sequenced operands keep their order: assignment from the right.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int list[3] = {};
  list[say("index", 1)] = co_await value<M>(1);
  int n = 1;
  n += co_await value<M>(5);
  n = co_await value<M>(6) * (co_await value<M>(2) + n - n);
  list[co_await value<M>(0)] += co_await value<M>(7);
  co_return list[0] * 1000 + list[1] * 100 + n;
}
// CHECK: both: v1 index v5 v6 v2 v7 v0 = 7112
int main() {
  both([]<class M>(M) { return use<M>(); });
}
