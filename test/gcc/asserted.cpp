// An await in what assert() is given, which is a '?:' without objects: nothing is to be written otherwise.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cassert>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> checked(int n) {
  assert(co_await number<M>(n) == n);
  assert(n > 0 && "a number");
  co_return n;
}
[[async::main(async::current_thread)]] async::task<void> run() {
  std::printf("%d\n", checked<async::blocking>(1) + co_await checked<async::suspending>(2));
}
// OUT: 3
