// Objects with a drop, and tasks that the test leaves behind, are gone when the test ends.
// RUN: env STATUS=1 %run %s %build/runtime/libasync_test_main.a > %t.out 2>&1
// RUN: FileCheck %s < %t.out
#include <async/async.hpp>
#include <chrono>
#include <cstdio>
#include <stdexcept>
using namespace std::chrono_literals;
struct resource {
  char const* name;
  explicit resource(char const* n) : name(n) {}
  resource(resource const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("closed %s\n", name);
  }
};
[[async::test]] async::task<void> leaves() {
  resource r{"leaves"};
  co_await async::this_task::yield();
}
[[async::test(async::current_thread, async::multi_thread)]] async::task<void> throws() {
  resource r{"throws"};
  throw std::logic_error("no");
  co_return;
}
async::task<void> background() {
  resource r{"background"};
  co_await async::sleep_for(1h);
}
[[async::test]] async::task<void> leaves_a_task() {
  auto left = async::spawn(background());
  left.detach();
  co_await async::this_task::yield();
}
// CHECK: closed leaves
// CHECK-NEXT: ok     leaves
// CHECK: closed throws
// CHECK-NEXT: FAILED throws/async::current_thread
// CHECK: closed throws
// CHECK-NEXT: FAILED throws/async::multi_thread
// CHECK: closed background
// CHECK-NEXT: ok     leaves_a_task
