// A closure in the argument of a macro: what becomes of its captures stays there.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
using task = async::task<void>;
struct conn {
  int n; bool open = true;
  conn(int i) : n(i) {}
  conn(conn&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() { open = false; std::printf("close %d\n", n); co_await async::this_task::yield(); }
};
#define SCOPE(...) { __VA_ARGS__; }
template <class F> task with(F f) { co_await f(); }
[[async::main(async::current_thread)]] async::task<int> main() {
  SCOPE(auto f = [q = conn(1)]() -> task { co_return; }; co_await f())
  SCOPE(co_await [q = conn(2)] [[async::closure]] () -> task { co_return; }())
  conn c(3);
  SCOPE(co_await with([q = std::move(c)]() -> task { co_return; }))
  SCOPE(co_await with([q = conn(4), &c]() -> task { (void)c; co_return; }); std::puts("x"))
  co_return 0;
}
// OUT: close 1
// OUT-NEXT: close 2
// OUT-NEXT: close 3
// OUT-NEXT: close 4
// OUT-NEXT: x
