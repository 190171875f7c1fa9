#pragma once
#include <async/async.hpp>

#include <utility>

/// A movable type with a drop.
struct res {
  explicit res(int n) : n_(n) {}
  res(res&& o) noexcept : n_(std::exchange(o.n_, 0)) {}
  res& operator=(res&& o) noexcept {
    n_ = std::exchange(o.n_, 0);
    return *this;
  }
  [[async::drop(n_)]] async::task<void> close() { co_return; }
  int n_;
};
res make(int n);
async::task<res> open(int n);
void sink(res&& r);
