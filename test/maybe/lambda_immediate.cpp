// A marked lambda called at once, nested in another one, with branches inside.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int n) {
  co_return co_await [&] [[async::maybe]] () -> async::maybe<M, int> {
    auto inner = [&] [[async::maybe]] (int k) -> async::maybe<M, int> {
      if constexpr (M::is_async) {
        co_await async::this_task::yield();
        co_return k;
      } else {
        co_return k;
      }
    };
    co_return co_await inner(n) + co_await inner(1);
  }();
}
// CHECK: both: = 6
int main() {
  both([]<class M>(M) { return use<M>(5); });
}
