// Annotations between the attributes of others, which stay.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

struct res {
  res() = default;
  res(res const&) = delete;
  // CHECK: {{\[\[}}gnu::cold, gnu::used]] async::task<void> close()
  [[gnu::cold, async::drop, gnu::used]] async::task<void> close() {
    std::puts("close");
    co_return;
  }
};
// CHECK: {{\[\[}}gnu::cold, gnu::noinline]] async::maybe<M, int> one()
template <async::mode M>
[[gnu::cold, async::maybe, gnu::noinline]] async::maybe<M, int> one() {
  co_return 1;
}
// CHECK: {{\[\[}}gnu::cold, gnu::noinline, gnu::used]] async::task<int> start()
[[gnu::cold, async::main, gnu::noinline, gnu::used]] async::task<int> start() {
  res r;
  std::printf("%d\n", one<async::blocking>() + co_await one<async::suspending>());  // OUT: 2
  co_return 0;  // OUT: close
}
