// A lambda that is a generator, and one in a generator.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> outer() {
  auto twice = [] [[async::maybe]] (int x) -> async::maybe<M, int> {
    co_return 2 * co_await value<M>(x);
  };
  co_yield co_await twice(3);
  if (!trace.empty()) co_return;
  co_yield 1000;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto count = [] [[async::maybe]] (int n) -> async::maybe_generator<M, int> {
    for (int i = 0;; ++i) {
      if (i == n) co_return;
      co_yield co_await value<M>(i);
    }
  };
  int sum = 0;
  for co_await (int x : outer<M>()) sum += x;
  for co_await (int x : count(3)) sum += x;
  co_return sum;
}
// CHECK: both: v3 v0 v1 v2 = 9
int main() {
  both([]<class M>(M) { return use<M>(); });
}
