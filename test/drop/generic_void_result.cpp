// A template that returns what a call gives keeps it while the drop is awaited, also if it turns out to be nothing.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
struct guard {
  bool open = true;
  [[async::drop(open)]] async::task<void> close() noexcept {
    co_await async::this_task::yield();
    open = false;
    std::puts("close");
  }
};
template <class T>
async::task<T> parse() {
  co_await async::this_task::yield();
  std::puts("parse");
  co_return T();
}
int kept = 7;
template <>
async::task<int&> parse<int&>() {
  co_return kept;
}
template <class T>
async::task<T> command(bool first) {
  guard g;
  // CHECK: if (first) { co_await parse<T>(), result_.from_left(); goto drop1_; }
  if (first) co_return co_await parse<T>();
  // CHECK: co_await parse<T>(), result_.from_left(); goto drop1_; }
  co_return std::puts("other"), co_await parse<T>();
}
// OUT: parse
// OUT-NEXT: close
// OUT-NEXT: other
// OUT-NEXT: parse
// OUT-NEXT: close
// OUT-NEXT: parse
// OUT-NEXT: close
// OUT-NEXT: 0
// OUT-NEXT: close
// OUT-NEXT: 1
// OUT-NEXT: parse
// OUT-NEXT: close
// OUT-NEXT: 1
[[async::main(async::current_thread)]] async::task<void> start() {
  co_await command<void>(true);
  co_await command<void>(false);
  std::printf("%d\n", co_await command<int>(true));
  int& same = co_await command<int&>(true);
  std::printf("%d\n", &same == &kept);
  std::printf("%d\n", (co_await command<std::unique_ptr<int>>(true)) == nullptr);
}
