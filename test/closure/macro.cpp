// Marked lambdas in the arguments of macros and in their definitions.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
#include <string>
#define SAME(...) __VA_ARGS__
#define OWNING [[async::closure]]
#define CORO(...) [=] [[async::closure]] () -> async::task<int> { co_return __VA_ARGS__; }
int main() {
  std::string s(50, 'x');
  auto a = SAME([s] [[async::closure]] () -> async::task<int> { co_return static_cast<int>(s.size()); }());
  auto b = [s] OWNING () -> async::task<int> { co_return static_cast<int>(s.size()) + 1; }();
  auto c = CORO(static_cast<int>(s.size()) + 2)();
  std::printf("%d\n", async::block_on(std::move(a)) + async::block_on(std::move(b)) + async::block_on(std::move(c)));  // CHECK: 153
}
