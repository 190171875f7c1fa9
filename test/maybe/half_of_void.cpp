// A half for blocking modes that was written by hand is a plain function: it needs no `co_return`.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] counter {
  int n = 0;
  async::maybe<M, void> wait() requires(M::is_async) { ++n; co_await async::this_task::yield(); }
  // CHECK: wait() requires(!M::is_async) { n += 10; }
  async::maybe<M, void> wait() requires(!M::is_async) { n += 10; }
  async::maybe<M, void> quit() requires(!M::is_async) { return; }
  async::maybe<M, void> quit() requires(M::is_async) { co_return; }
};
template <async::mode M>
  requires(!M::is_async)
[[async::maybe]] async::maybe<M, void> twice(counter<M>& c) { c.wait(); c.wait(); }
template <async::mode M>
  requires(M::is_async)
[[async::maybe]] async::maybe<M, void> twice(counter<M>& c) { co_await c.wait(); co_await c.wait(); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  counter<M> c;
  co_await twice(c);
  co_await c.quit();
  co_return c.n;
}
int main() {
  std::printf("%d %d\n", run<async::blocking>(), async::block_on(run<async::suspending>()));  // OUT: 20 2
}
