// Marked closures that are made where they are called, beside, as, and in temporaries with drops.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>
struct res {
  const char* n;
  bool open = true;
  explicit res(const char* s) : n(s) {}
  res(res&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  res& operator=(res&& o) noexcept { n = o.n; open = std::exchange(o.open, false); return *this; }
  [[async::drop(open)]] async::task<void> close() noexcept { std::printf("drop %s\n", n); open = false; co_return; }
  int id() const { return 7; }
};
struct S {
  int k = 5;
  async::task<int> m() {
    co_return (co_await [this] [[async::closure]] () -> async::task<res> { co_return res{k == 5 ? "m" : "no"}; }()).id();
  }
};
int use(res const& r) { std::printf("use %s\n", r.n); return 1; }
async::task<void> c1(int j) {
  co_await async::join([j] [[async::closure]] () -> async::task<void> { std::printf("c1 %d\n", j); co_return; }(),
                       [r = res{"c1"}] [[async::closure]] () -> async::task<void> { co_await async::this_task::yield(); std::printf("in %s\n", r.n); co_return; }());
}
async::task<void> c1b(int j) {
  co_await async::join([j] [[async::closure]] () -> async::task<void> { std::printf("c1b %d\n", j); co_return; }(),
                       [r = res{"c1b"}] () -> async::task<void> { co_await async::this_task::yield(); std::printf("in %s\n", r.n); co_return; }());
}
async::task<void> c2(int j) {
  std::vector<async::stream<int>> v;
  v.push_back([j] [[async::closure]] () -> async::stream<int> { co_yield j; co_yield j + 1; }());
  for co_await (int x : v[0]) std::printf("c2 %d\n", x);
  co_return;
}
async::task<void> c3(int j) {
  co_await [j] [[async::closure]] () -> async::task<res> { std::printf("c3 %d\n", j); co_return res{"c3"}; }();
}
async::task<void> c4(int j) {
  co_await async::timeout(std::chrono::seconds(1),
      [j] [[async::closure]] () -> async::task<res> { std::printf("c4 %d\n", j); co_return res{"c4"}; }());
}
async::task<void> c5() {
  auto [a, b] = co_await async::join([r = res{"c5 ra"}] [[async::closure]] () -> async::task<res> { co_return res{"c5 a"}; }(),
                                     [r = res{"c5 rb"}] [[async::closure]] () -> async::task<res> { co_return res{"c5 b"}; }());
}
async::task<void> c6(int j) {
  use(co_await [j] [[async::closure]] () -> async::task<res> { std::printf("c6 %d\n", j); co_return res{"c6"}; }());
  res x{"x"};
  x = co_await [j] [[async::closure]] () -> async::task<res> { std::printf("c6 %d\n", j); co_return res{"c6b"}; }();
  co_await async::uncancellable([j] [[async::closure]] () -> async::task<res> { std::printf("c6 %d\n", j); co_return res{"c6c"}; }());
  auto y = co_await async::timeout(std::chrono::seconds(1), [j] [[async::closure]] () -> async::task<res> { std::printf("c6 %d\n", j); co_return res{"c6d"}; }());
}
async::task<void> all() {
  co_await c1(1); co_await c1b(1); co_await c2(2); co_await c3(3); co_await c4(4); co_await c5(); co_await c6(6);
  std::printf("%d\n", co_await S{}.m());
}
int main() { async::block_on(all()); }
// OUT: c1 1
// OUT-NEXT: in c1
// OUT-NEXT: drop c1
// OUT-NEXT: c1b 1
// OUT-NEXT: in c1b
// OUT-NEXT: drop c1b
// OUT-NEXT: c2 2
// OUT-NEXT: c2 3
// OUT-NEXT: c3 3
// OUT-NEXT: drop c3
// OUT-NEXT: c4 4
// OUT-NEXT: drop c4
// OUT-NEXT: drop c5 ra
// OUT-NEXT: drop c5 rb
// OUT-NEXT: drop c5 a
// OUT-NEXT: drop c5 b
// OUT-NEXT: c6 6
// OUT-NEXT: use c6
// OUT-NEXT: drop c6
// OUT-NEXT: c6 6
// OUT-NEXT: drop x
// OUT-NEXT: c6 6
// OUT-NEXT: drop c6c
// OUT-NEXT: c6 6
// OUT-NEXT: drop c6d
// OUT-NEXT: drop c6b
// OUT-NEXT: drop m
// OUT-NEXT: 7
