// A generator kept in a variable, passed on, returned by a function that is no coroutine.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> count(int n) {
  for (int i = 0; i < n; ++i) co_yield co_await value<M>(i);
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> three() {
  return count<M>(3);
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> odd(async::maybe_generator<M, int> from) {
  for co_await (int x : from)
    if (x % 2) co_yield x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int sum = 0;
  auto all = three<M>();
  for co_await (int x : all) sum += x;
  for co_await (int x : odd<M>(count<M>(6))) sum += 10 * x;
  co_return sum;
}
// CHECK: both: v0 v1 v2 v0 v1 v2 v3 v4 v5 = 93
int main() {
  both([]<class M>(M) { return use<M>(); });
}
