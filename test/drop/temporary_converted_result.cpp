// What `co_return` converts to the result is a temporary of its statement; what is of the result's type becomes it.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/converted.hpp"
#include <optional>
#include <string>
struct info {
  info(res const& r) : n(r.n) {}
  int n;
};
async::task<res> open(int n) { co_return res(n); }
// CHECK: async::task<int> converted() {
// CHECK: result_.set(temporary1_.make([&]() -> res { return res(1); }))
async::task<int> converted() { co_return res(1); }
async::task<int> awaited() { co_return co_await open(2); }
async::task<int> either(bool b) { co_return b ? res(3) : res(4); }
async::task<info> list() { co_return {res(5)}; }
async::task<std::optional<info>> owner() {
  res local(6);
  co_return res(7);
}
template <class R>
async::task<int> dependent() {
  co_return R(8);
}
template <class R>
async::task<std::pair<R, int>> pair(int k) {
  R first(9);
  co_return {std::move(first), k};
}
template <async::mode M>
struct [[async::maybe]] file {
  using async_mode = M;
  explicit file(int k) : n(k) {}
  file(file&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  operator int() const { return n; }
  int n;
  bool open = true;
  [[async::drop(open)]] async::maybe<M, void> close() {
    std::printf("close %d\n", n);
    open = false;
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> once() {
  co_return file<M>(10);
}
async::task<void> all() {
  int sum = 0;
  // OUT: drop 1
  sum += co_await converted();
  // OUT-NEXT: drop 2
  sum += co_await awaited();
  // OUT-NEXT: drop 4
  sum += co_await either(false);
  // OUT-NEXT: drop 5
  sum += (co_await list()).n;
  // OUT-NEXT: drop 7
  // OUT-NEXT: drop 6
  sum += (co_await owner())->n;
  // OUT-NEXT: drop 8
  sum += co_await dependent<res>();
  // OUT-NEXT: pair 11
  // OUT-NEXT: drop 9
  {
    auto [first, second] = co_await pair<res>(11);
    std::printf("pair %d\n", second);
    sum += first.n;
  }
  // OUT-NEXT: close 10
  // OUT-NEXT: close 10
  sum += co_await once<async::suspending>() + once<async::blocking>();
  // OUT-NEXT: 56
  std::printf("%d\n", sum);
}
int main() { async::block_on(all()); }
