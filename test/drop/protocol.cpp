// The protocol written by hand, and the library's own types that use it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
struct by_hand {
  by_hand() = default;
  by_hand(by_hand&&) = delete;
  friend auto async_drop(by_hand& self) { return self.bye(); }
  async::task<void> bye() {
    std::puts("bye");
    co_return;
  }
};
[[async::main(async::current_thread)]] async::task<int> start() {
  by_hand b;
  // CHECK: async::dropping(b)
  async::task_group children;
  children.spawn([]() -> async::task<void> {
    co_await async::this_task::yield();
    std::puts("child"); // OUT: child
  }());
  // OUT-NEXT: bye
  co_return 0;
}
