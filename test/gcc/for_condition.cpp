// A `?:` that awaits in front of a `for` that the drop lowering takes apart: the closure stands in a block around all of it.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>

struct X {
  explicit X(int n) : n(n) {}
  X(X&&) = delete;
  explicit operator bool() const { return n < 2; }
  int v() const { return n; }
  [[async::drop]] async::task<void> close() {
    std::printf("drop%d ", n);
    co_return;
  }
  int n;
};
async::task<int> number(int n) { co_return n; }
async::task<void> variables(bool c) {
  for (int i = c ? co_await number(0) : co_await number(1); X x = X(i); ++i) std::printf("round ");
  for (int i = c ? co_await number(0) : co_await number(1); X x = X(i); ++i) {
    if (i == 1) break;
    std::printf("round ");
  }
  std::puts("");
}
async::task<void> temporaries(bool c) {
  for (int i = c ? co_await number(0) : co_await number(1); i < X(2).v(); ++i) std::printf("round ");
  for (int i = c ? co_await number(0) : co_await number(1); i < X(2).v(); i += X(1).v()) {
    std::printf("round ");
    if (!c) continue;
  }
  if (c)
    for (int i = c && co_await number(0) ? 5 : co_await number(1); i < X(2).v(); ++i)
      for (int k = c ? co_await number(0) : co_await number(1); X x = X(k); ++k) std::printf("inner ");
  std::puts("");
}
async::task<void> all() {
  co_await variables(true);
  co_await temporaries(true);
  co_await variables(false);
  co_await temporaries(false);
}
int main() { async::block_on(all()); }
// CHECK: round drop0 round drop1 drop2 round drop0 drop1
// CHECK-NEXT: drop2 round drop2 round drop2 drop2 round drop1 drop2 round drop1 drop2 drop2 inner drop0 inner drop1 drop2 drop2
// CHECK-NEXT: round drop1 drop2 drop1
// CHECK-NEXT: drop2 round drop2 drop2 round drop1 drop2
