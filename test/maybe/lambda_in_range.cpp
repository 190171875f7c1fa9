// A marked lambda in the range of a `for co_await`, which the drop of the range takes apart.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> up_to(int n) {
  for (int i = 1; i <= n; ++i) co_yield co_await value<M>(i);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  int n = 0;
  auto count = [&n] [[async::maybe]] (int y) -> async::maybe<M, int> {
    ++n;
    co_return co_await value<M>(y);
  };
  for co_await (int i : up_to<M>(co_await count(2))) n += i;
  auto plain = [](int y) { return y; };
  for co_await (int i : up_to<M>(plain(co_await [] [[async::maybe]] (int y) -> async::maybe<M, int> {
         co_return co_await value<M>(y);
       }(1))))
    n += i;
  co_return n;
}
// CHECK: both: v2 v1 v2 v1 v1 = 5
int main() {
  both([]<class M>(M) { return sum<M>(); });
}
