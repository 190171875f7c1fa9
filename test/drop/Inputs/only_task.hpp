#pragma once
// Includes what it names.
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
struct noted {
  explicit noted(int n) : n(n) {}
  noted(noted&&) = delete;
  [[async::drop]] async::task<void> close() {
    std::printf("noted %d\n", n);
    co_return;
  }
  int n;
};
struct holds {
  noted first{4}, second{5};
};
template <async::mode M>
struct [[async::maybe]] number {
  async::maybe<M, int> of(int i) { co_return i; }
  number& me() { return *this; }
  async::maybe<M, int> sum(bool b) {
    std::printf("%d\n", co_await of(1));
    co_return co_await me().of(co_await of(2)) + (b ? co_await of(3) : 4);
  }
};
