// An element that cannot be moved cannot be given to a function that makes the list: it is told, and left as it is.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %run %s -Wno-async-gcc-await | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
struct pin {
  int k;
  pin(int a, int b) : k(a + b) {}
  pin(pin const&) = delete;
};
struct two {
  pin p;
  int z;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> id(int i) { co_return i; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> both() {
  // CHECK: fixed_in_list.cpp:[[@LINE+1]]:8: warning: g++ 12 gets a braced list wrong that awaits
  two u{pin{1, 2}, co_await id<M>(4)};
  co_return u.p.k * 10 + u.z;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  std::printf("%d %d\n", both<async::blocking>(), co_await both<async::suspending>());
}
// OUT: 34 34
