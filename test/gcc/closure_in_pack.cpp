// A coroutine closure that a pack is expanded for stands behind an await from its second element on.
// RUN: %lower | FileCheck %s
// RUN: %check 2>&1 | FileCheck %s --check-prefix=TOLD
// RUN: %run %s -Wno-async-gcc-await | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <tuple>
// CHECK: auto form1_ = [&]() -> decltype(auto) { return [](int i) -> async::maybe<M, int> { co_return i; }; };
// CHECK: co_return (co_await form1_()(I) + ...);
template <async::mode M, int... I>
[[async::maybe]] async::maybe<M, int> sum() {
  co_return (co_await [](int i) -> async::maybe<M, int> { co_return i; }(I) + ...);
}
template <int... I>
async::task<int> plain() {
  // TOLD: closure_in_pack.cpp:[[@LINE+1]]:23: warning: g++ 12 awaits the task of a closure behind another await twice
  co_return (co_await [](int i) -> async::task<int> { co_return i; }(I) + ...);
}
[[async::main(async::current_thread)]] async::task<int> start() {
  std::printf("%d\n", sum<async::blocking, 1, 2, 3>());
  std::printf("%d\n", co_await sum<async::suspending, 1, 2, 3>());
  std::printf("%d\n", co_await plain<4>());
  co_return 0;
}
// OUT: 6
// OUT-NEXT: 6
// OUT-NEXT: 4
