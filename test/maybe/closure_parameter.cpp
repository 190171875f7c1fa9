// A closure passed as a parameter takes part in the caller's mode.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M, class Fn>
[[async::maybe]] async::maybe<M, int> apply(Fn fn, int n) {
  co_return co_await fn(n) + co_await fn(n + 1);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int base) {
  int calls = 0;
  auto fn = [&calls, base] [[async::maybe]] (int n) -> async::maybe<M, int> {
    ++calls;
    co_return base + co_await value<M>(n);
  };
  int sum = co_await apply<M>(fn, 1);
  sum += co_await apply<M>([&] [[async::maybe]] (int n) -> async::maybe<M, int> { co_return n; }, 5);
  co_return sum * 10 + calls;
}
// CHECK: both: v1 v2 = 2142
int main() {
  both([]<class M>(M) { return use<M>(100); });
}
