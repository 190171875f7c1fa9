// A drop, and a main, whose body is a function-try-block; a base that cannot be moved.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <class D>
struct fixed {
  fixed() = default;
  fixed(fixed const&) = delete;
};
template <class T>
struct part : fixed<part<T>> {
  [[async::drop]] async::task<void> close() {
    std::puts("part");
    co_return;
  }
};
struct holder {
  holder() = default;
  holder(holder const&) = delete;
  [[async::drop]] async::task<void> close() try {
    part<int> p;
    co_await async::this_task::yield();
    throw 1;
  } catch (int) {
    std::puts("caught");
  }
};
[[async::main]]
async::task<int> main() try {
  holder h;
  co_return 0;
} catch (...) {
  co_return 1;
}
// OUT: part
// OUT-NEXT: caught
