// In maybe-async code: the blocking half is a plain closure.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
// CHECK: auto f = async::closure([s] (async::own_captures, int n) -> async::maybe<M, int> { co_return
// CHECK: auto f = [s] (int n) -> async::maybe<M, int> { return
template <async::mode M>
[[async::maybe]] async::maybe<M, int> length(std::string s) {
  auto f = [s] [[async::closure]] (int n) -> async::maybe<M, int> { co_return static_cast<int>(s.size()) + n; };
  co_return co_await f(1);
}
int main() {
  std::printf("%d\n", length<async::blocking>("abc"));                     // OUT: 4
  std::printf("%d\n", async::block_on(length<async::suspending>("abc")));  // OUT: 4
}
