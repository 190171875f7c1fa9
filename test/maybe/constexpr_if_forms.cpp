// if constexpr (X::is_async): negated, and/or, alternative tokens, else if, nested, with an init.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
inline async::task<int> only_async(int n) {
  co_await async::this_task::yield();
  co_return n;
}
template <async::mode M>
struct [[async::maybe]] s {
  using async_mode = M;
  async::maybe<M, int> f() {
    int sum = 0;
    if constexpr (not M::is_async) {
      sum += 1;
    } else if constexpr (M::is_async and sizeof(int) == 4) {
      sum += co_await only_async(1);
    } else {
      sum += co_await only_async(1000);
    }
    if constexpr (async_mode::is_async && !false) sum += co_await only_async(10);
    if constexpr (!(async::mode_of<s>::is_async || false)) sum += 10;
    if constexpr (sizeof(int) == 4) {
      if constexpr ((M::is_async))
        sum += co_await only_async(100);
      else
        sum += 100;
    }
    if constexpr (int k = 1000; M::is_async)
      sum += k;
    else
      sum += k;
    co_return sum;
  }
};
// CHECK: both: = 1111
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.f();
  });
}
