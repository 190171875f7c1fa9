// What no compiler warns of in the source, none warns of in the lowered text: handlers that do not use the exception, or do not end.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <stdexcept>
struct res {
  res() = default;
  res(res&&) = delete;
  [[async::drop]] async::task<void> close() {
    std::puts("dropped");
    co_return;
  }
};
async::task<void> f(int which) {
  try {
    if (which) throw which;
    throw std::runtime_error("text");
  } catch (std::exception const& e) {
    res r;
  } catch (int const e) {
    res r;
    throw;
  }
  co_return;
}
// Compilers see that control does not come behind the switch.
async::task<int> left_by_switch(int x) {
  res r;
  try {
    throw x;
  } catch (int& f) {
    res inner;
    switch (f) {
      case 1:
        co_return 1;
      case 2:
        for (;;) co_return 2;
      default:
        throw;
    }
  }
}
async::task<void> g() {
  try {
    throw 1;
  } catch (int e) {
    res r;
    std::printf("%d\n", e);
  }
  co_return;
}
template <class X>
async::task<void> left_of_comma() {
  X(), X();
  (X(), std::puts("right"));
  X a;
  co_return;
}
template <class X>
struct assigned {
  async::task<void> f() {
    X a;
    (a = X()).hello();
    co_return;
  }
};
struct movable {
  bool open = true;
  movable() = default;
  movable(movable&& o) noexcept : open(std::exchange(o.open, false)) {}
  movable& operator=(movable&& o) noexcept {
    open = std::exchange(o.open, false);
    return *this;
  }
  void hello() const { std::puts("hello"); }
  [[async::drop(open)]] async::task<void> close() {
    open = false;
    std::puts("closed");
    co_return;
  }
};
int main() {
  async::block_on(f(0));
  try {
    async::block_on(f(1));
  } catch (int) {
    std::puts("caught");
  }
  async::block_on(g());
  std::printf("%d\n", async::block_on(left_by_switch(2)));
  async::block_on(left_of_comma<movable>());
  async::block_on(assigned<movable>().f());
}
// OUT: dropped
// OUT-NEXT: dropped
// OUT-NEXT: caught
// OUT-NEXT: 1
// OUT-NEXT: dropped
// OUT-NEXT: dropped
// OUT-NEXT: dropped
// OUT-NEXT: 2
// OUT-NEXT: closed
// OUT-NEXT: closed
// OUT-NEXT: right
// OUT-NEXT: closed
// OUT-NEXT: closed
// OUT-NEXT: closed
// OUT-NEXT: hello
// OUT-NEXT: closed
