// Braces around the one value of a scalar are no list: they stay, without a warning.
// RUN: %lower 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstddef>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> leaf(int n) {
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  // CHECK: int y{co_await leaf<M>(28)}, z(co_await leaf<M>(29));
  int y{co_await leaf<M>(28)}, z(co_await leaf<M>(29));
  std::size_t const n{static_cast<std::size_t>(co_await leaf<M>(2))};
  bool b{co_await leaf<M>(1) == 1};
  int m[2][2] = {{1, co_await leaf<M>(2)}, {co_await leaf<M>(3), 4}};
  co_return y + z + static_cast<int>(n) + b + 10 * m[0][1] + 100 * m[1][0];
}
int main() { std::printf("%d %d\n", all<async::blocking>(), async::block_on(all<async::suspending>())); }
// OUT: 380 380
