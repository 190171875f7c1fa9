// What a closure captures for a branch of one mode alone is no unused capture in the other one.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
struct box {
  int n = 4;
  template <async::mode M, class... T>
  [[async::maybe]] async::maybe<M, int> run(int a, int b, T... rest) {
    // CHECK: auto f = [this, a, &b, c = 5, rest...]() -> async::maybe<M, int> { (void)b; (void)c;{{$}}
    // CHECK: auto f = [this, a, &b, c = 5, rest...]() -> async::maybe<M, int> { (void)this; (void)a; ((void)rest, ...);{{$}}
    auto f = [this, a, &b, c = 5, rest...]() -> async::maybe<M, int> {
      if constexpr (M::is_async) {
        co_await async::this_task::yield();
        co_return n + a + (0 + ... + rest);
      } else {
        b = 10;
        co_return b + c;
      }
    };
    auto g = [a](int x) {
      if constexpr (M::is_async) return x + a;
      else return x;
    };
    auto h = [this, b](auto x) {
      auto inner = [this, b] {
        if constexpr (M::is_async) return b;
        else return n;
      };
      return x + inner();
    };
    co_return co_await f() * 10000 + g(1) * 100 + h(2);
  }
};
[[async::main(async::current_thread)]] async::task<int> go() {
  box o;
  // OUT: 1150206
  std::printf("%d\n", co_await o.run<async::suspending>(1, 4, 10, 100));
  // OUT: 150106
  std::printf("%d\n", o.run<async::blocking>(1, 2, 10, 100));
  co_return 0;
}
