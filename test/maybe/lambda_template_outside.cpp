// The same with template parameters of its own, by-copy captures and a lambda that is passed on at once.
// RUN: %run %s | FileCheck %s
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> value(int n) {
  co_return n;
}
template <class F>
int both(F f) {
  return f(async::blocking{}, 1) * 10 + async::block_on(f(async::suspending{}, 2));
}
// CHECK: 45 67
int main() {
  int const k = 3;
  auto add = [k] <async::mode M> [[async::maybe]] (M, int n) -> async::maybe<M, int> {
    if constexpr (M::is_async)
      co_return k + co_await value<M>(n);
    else
      co_return k + co_await value<M>(n);
  };
  int const inline_ = both([=] <class M> [[async::maybe]] (M, int n) -> async::maybe<M, int> {
    auto const m = co_await value<M>(n);
    co_return m + 5;
  });
  std::printf("%d %d\n", both(add), inline_);
}
