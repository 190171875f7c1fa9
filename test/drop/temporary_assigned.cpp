// The right side of an assignment is evaluated first, so what it makes ends last.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
struct res {
  explicit res(int k) : n(k) { std::printf("make %d\n", n); }
  res(res&& o) noexcept : n(std::exchange(o.n, 0)) {}
  operator int() const { return n; }
  int n;
  [[async::drop(n)]] async::task<void> close() {
    std::printf("drop %d\n", std::exchange(n, 0));
    co_return;
  }
};
struct number {
  int n = 0;
  number& operator+=(int m) {
    n += m;
    return *this;
  }
};
// CHECK: a[temporary2_.make([&]() -> res { return res(1); })] += temporary1_.make([&]() -> res { return res(6); });
// OUT: make 6
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop 6
// OUT-NEXT: make 7
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop 7
// OUT-NEXT: 6 7
async::task<void> all() {
  int a[2] = {0, 0};
  number b[2];
  a[res(1)] += res(6);
  b[res(1)] += res(7);
  std::printf("%d %d\n", a[1], b[1].n);
  co_return;
}
int main() { async::block_on(all()); }
