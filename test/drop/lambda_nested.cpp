// A coroutine lambda drops its own objects and does not colour the function around it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

int plain() {
  auto f = [](int n) -> async::task<int> {
    numbered inner{n};
    auto g = [](int m) -> async::task<int> {
      numbered innermost{m};
      co_return m;
    };
    co_return co_await g(n + 1);
  };
  return async::block_on(f(1));
}
START {
  int n = co_await [](traced t) -> async::task<int> {
    say(t.name());
    co_return 4;
  }(named("argument"));
  std::printf("%d\n", n);
}
// CHECK: async::dropping(innermost
// CHECK: async::dropping(inner
// CHECK: async::dropping(t
// OUT: argument
// OUT-NEXT: drop argument
// OUT-NEXT: ~argument
// OUT-NEXT: 4
