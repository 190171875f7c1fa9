// if constexpr (X::is_async): negated, combined, else-if, in lambdas; the other kind does not hold it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> pick(int n) {
  int r = 0;
  if constexpr (!M::is_async)
    r += 1;
  else
    co_await async::this_task::yield();
  if constexpr (M::is_async && sizeof(int) == 4) {
    co_await async::this_task::yield();
    r += 10;
  } else if constexpr (sizeof(int) == 4) {
    r += 100;
  }
  auto f = [&](int k) -> int {
    if constexpr (M::is_async) return k;
    return -k;
  };
  co_return r + f(n);
}
// CHECK: pick for modes that block
// CHECK-NOT: co_await
// CHECK: {{^}}async::task<int> start()
// OUT: 96 15
[[async::main(async::current_thread)]] async::task<int> start() {
  int s = co_await pick<async::suspending>(5);
  std::printf("%d %d\n", pick<async::blocking>(5), s);
  co_return 0;
}
