// Parameters of templates whose results are deduced from their bodies are dropped as others.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  explicit res(int k) : n(k) {}
  res(res&& o) noexcept : n(std::exchange(o.n, 0)) {}
  int n;
  [[async::drop(n)]] async::maybe<M, void> close() {
    std::printf("drop %d\n", std::exchange(n, 0));
    co_return;
  }
};
using held = res<async::blocking>;
auto abbreviated(auto x) { return x.n; }
template <class T>
auto named(T x) {
  T y(3);
  return x.n + y.n;
}
decltype(auto) exact(auto x) { return int(x.n); }
struct functor {
  auto operator()(auto x) const { return x.n; }
};
using eventual = res<async::suspending>;
async::stream<eventual> yields() {
  co_yield eventual(7);
  co_yield {eventual(8)};
}
async::task<void> all() {
  for co_await (eventual each : yields()) std::printf("got %d\n", each.n);
}
// OUT: drop 1
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
// OUT-NEXT: drop 4
// OUT-NEXT: drop 5
// OUT-NEXT: drop 6
// OUT-NEXT: got 7
// OUT-NEXT: drop 7
// OUT-NEXT: got 8
// OUT-NEXT: drop 8
int main() {
  int sum = abbreviated(held(1));
  sum += named(held(2));
  sum += exact(held(4));
  sum += functor()(held(5));
  sum += [](auto x) { return x.n; }(held(6));
  async::block_on(all());
  return sum == 21 ? 0 : 1;
}
