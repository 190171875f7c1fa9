// A coroutine lambda that is no maybe-async function stays one in the blocking half.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto task = [](int n) -> async::task<int> {
    co_await async::this_task::yield();
    co_return n;
  };
  if constexpr (M::is_async)
    co_return co_await task(3);
  else
    co_return async::block_on(task(3));
}
// CHECK: both: = 3
int main() {
  both([]<class M>(M) { return use<M>(); });
}
