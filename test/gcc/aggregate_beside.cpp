// An aggregate that owns something, made without an await in a statement that awaits elsewhere: destroyed once.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <array>
#include <cstdio>
#include <string>
#include <vector>
struct part {
  int x;
  std::string s;
};
int use(int a, part const& b) { return a + b.x; }
int taken(part b, int a) { return a * b.x; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> leaf(int n) {
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  // CHECK: auto form1_ = [&]() -> decltype(auto) { return part{34, "a text that is longer than a small one"}; };
  int r = use(co_await leaf<M>(1), part{34, "a text that is longer than a small one"});
  r += taken({2, "another text that is longer than a small one"}, co_await leaf<M>(3));
  if (use(co_await leaf<M>(1), part{.x = 3, .s = std::string(40, 'x')}) != 4) co_return 0;
  std::array<part, 2> both{part{1, std::string(40, 'x')}, part{co_await leaf<M>(2), std::string(40, 'y')}};
  std::vector<int> sum{part{5, std::string(40, 'z')}.x, co_await leaf<M>(6)};
  auto* owned = new part{7, "one more text that is longer than a small one"};
  r += use(co_await leaf<M>(owned->x), *owned);
  delete owned;
  co_return r + both[1].x + sum[0] + use(co_await leaf<M>(4), part{5, std::string(40, 'w')});
}
int main() {
  std::printf("%d ", all<async::blocking>());
  std::printf("%d\n", async::block_on(all<async::suspending>()));
}
// OUT: 71 71
