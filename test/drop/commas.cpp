// A comma expression is one operand and one range.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
#include <vector>
struct res {
  explicit res(int n) : v(n) {}
  res(res&& o) noexcept : v(std::exchange(o.v, 0)) {}
  [[async::drop(v)]] async::task<void> close() noexcept {
    std::printf("drop %d ", std::exchange(v, 0));
    co_return;
  }
  int v;
};
int log(int n) {
  std::printf("log %d ", n);
  return n;
}
std::vector<res> take(std::vector<res> v) { return v; }
async::stream<int> count(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
// CHECK: result_.set((log(1), r.v));
async::task<int> result() {
  res r(2);
  co_return log(1), r.v;
}
// CHECK: auto range1_ = (temporary1_.make([&]() -> std::vector<res> { return take(std::move(x)); }), take(std::move(y)));
async::task<int> range() {
  std::vector<res> x, y;
  x.emplace_back(3);
  y.emplace_back(4);
  int s = 0;
  for (res& i : take(std::move(x)), take(std::move(y))) s += log(i.v);
  co_return s;
}
async::task<int> awaited() {
  res r(5);
  int s = 0;
  // CHECK: auto range1_ = (log(6), count(4));
  for co_await (int i : log(6), count(4)) s += i;
  switch (log(7), s) {
    case 6: s = 8;
  }
  while (log(8), s < 10) ++s;
  co_return s;
}
// OUT: log 1 drop 2 2
// OUT-NEXT: drop 3 log 4 drop 4 4
// OUT-NEXT: log 6 log 7 log 8 log 8 log 8 drop 5 10
[[async::main(async::current_thread)]] async::task<void> start() {
  int a = co_await result();
  std::printf("%d\n", a);
  int b = co_await range();
  std::printf("%d\n", b);
  int c = co_await awaited();
  std::printf("%d\n", c);
}
