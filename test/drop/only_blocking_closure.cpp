// A closure that owns a copy and is called at once, in code that only blocking modes have.
// RUN: %run %s | FileCheck %s --match-full-lines
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M>
struct [[async::maybe]] conn {
  using async_mode = M;
  int n;
  conn(int n) : n(n) {}
  conn(conn const& o) : n(o.n + 10) {}
  conn(conn&& o) noexcept : n(std::exchange(o.n, 0)) {}
  [[async::drop(n)]] async::maybe<M, void> close() {
    std::printf("close %d\n", n);
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int n) {
  if constexpr (!M::is_async) {
    conn<M> a(n);
    // CHECK: in 11
    // CHECK-NEXT: close 11
    // CHECK-NEXT: behind
    // CHECK-NEXT: close 1
    [a] { std::printf("in %d\n", a.n); }();
    std::puts("behind");
  }
  co_return n;
}
int main() { f<async::blocking>(1); }
