// Coroutine lambdas and member coroutines; a nested one does not colour the function around it.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct service {
  int n = 4;
  async::task<int> work() {
    traced t{"member"};
    co_return n;
  }
};
int outer() {
  auto inner = []() -> async::task<int> {
    traced t{"inner"};
    co_return 2;
  };
  return async::block_on([](auto f) -> async::task<int> { co_return co_await f(); }(inner));
}
// OUT: drop lambda
// OUT: drop nested
// OUT: drop member
// OUT: 4
START {
  auto f = [](int x) -> async::task<int> {
    traced t{"lambda"};
    auto g = []() -> async::task<int> {
      traced n{"nested"};
      co_return 1;
    };
    if (x == 0) co_return 0;
    co_return co_await g();
  };
  co_await f(0);
  co_await f(1);
  service s;
  std::printf("%d\n", co_await s.work());
}
