// Comma and parentheses around awaits.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int a = (say("left"), co_await value<M>(1));
  int b = (co_await value<M>(2), a);
  a += ((co_await (value<M>(3))));
  co_await value<M>(4), co_await value<M>(5);
  for (int i = 0, n = co_await value<M>(2); i < n; ++i, co_await value<M>(i)) a += i;
  co_return(a + b - -co_await value<M>(6) - - - co_await value<M>(1));
}
// CHECK: both: left v1 v2 v3 v4 v5 v2 v1 v2 v6 v1 = 11
int main() {
  both([]<class M>(M) { return use<M>(); });
}
