#pragma once
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>
namespace rental {
template <async::mode M>
struct [[async::maybe]] lease {
  using async_mode = M;
  explicit lease(int n) : n_(n) {}
  lease(lease&& o) noexcept : n_(std::exchange(o.n_, 0)) {}
  lease& operator=(lease&& o) noexcept {
    n_ = std::exchange(o.n_, 0);
    return *this;
  }
  ~lease() {
    if (n_ != 0) std::printf("LOST %d\n", n_);
  }
  bool held() const noexcept { return n_ != 0; }
  [[async::drop(held)]] async::maybe<M, void> release() {
    std::printf("dropped %d\n", std::exchange(n_, 0));
    co_return;
  }
  friend async::maybe<M, int> operator+(lease& l, int n) { co_return l.n_ + n; }
  int n_ = 0;
};
// Every kind of object with a drop, in a body that nothing here instantiates.
template <async::mode M>
[[async::maybe]] async::maybe<M, int> scenario() {
  auto [x, y] = std::pair<lease<M>, lease<M>>(lease<M>(1), lease<M>(2));
  auto fn = [l = lease<M>(3)] { return l.n_; };
  std::vector<lease<M>> v;
  v.emplace_back(4);
  v[0] = lease<M>(5);
  std::printf("%d\n", fn());
  lease<M>(6).held();
  int sum = 0;
  for (int i = 0; i < 2; ++i) sum += co_await (v[0] + i); co_return sum;
}
// A virtual drop, overridden by a class with a part that has one.
template <async::mode M>
struct [[async::maybe]] transport {
  using async_mode = M;
  virtual ~transport() = default;
  [[async::drop(is_open)]] virtual async::maybe<M, void> close() = 0;
  virtual bool is_open() const noexcept = 0;
};
template <async::mode M>
struct [[async::maybe]] over final : transport<M> {
  explicit over(int n) : own(n) {}
  async::maybe<M, void> close() override {
    std::printf("close %d\n", own.n_);
    co_return;
  }
  bool is_open() const noexcept override { return own.held(); }
  lease<M> own;
};
template <class T>
struct box {
  T value;
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> numbers(int n) {
  lease<M> mine(50);
  for (int i = 0; i < n; ++i) co_yield i;
}
template <async::mode M, class F>
[[async::maybe]] async::maybe<M, int> with(int n, F f) {
  lease<M> l(n);
  co_return co_await f(l);
}
}  // namespace rental
