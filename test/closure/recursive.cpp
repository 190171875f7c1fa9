// A generic closure that is given itself, by reference or as a copy.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
async::task<void> all() {
  auto factorial = [one = 1] [[async::closure]] (auto& self, int n) -> async::task<int> {
    if (n <= one) co_return one;
    co_return n * co_await self(self, n - 1);
  };
  auto sum = [one = 1] [[async::closure]] (auto self, int n) -> async::task<int> {
    co_await async::this_task::yield();
    if (n <= one) co_return one;
    co_return n + co_await self(self, n - 1);
  };
  auto typed = [two = 2]<class T> [[async::closure]] (T n) -> async::task<T> { co_return n * two; };
  // CHECK: 120 15 42
  std::printf("%d %d %d\n", co_await factorial(factorial, 5), co_await sum(sum, 5), co_await typed(21));
}
int main() { async::block_on(all()); }
