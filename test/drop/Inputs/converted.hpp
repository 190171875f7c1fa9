#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <utility>

/// Converts to its number; its drop says that, and so does its destructor if it was not dropped.
struct res {
  explicit res(int k) : n(k) {}
  res(res&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  ~res() {
    if (open) std::printf("lost %d\n", n);
  }
  operator int() const { return n; }
  int n;
  bool open = true;
  [[async::drop(open)]] async::task<void> close() {
    std::printf("drop %d\n", n);
    open = false;
    co_return;
  }
};
