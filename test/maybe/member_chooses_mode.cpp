// A member template with a mode of its own is one for both kinds of mode in either kind of class.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] sink {
  using async_mode = M;
  int v = 1;
  async::maybe<M, void> put(int x) { v += x; co_return; }
  template <class S>
  async::maybe<async::mode_of<S>, void> copy_to(S& o) { co_await o.put(v); }
  template <async::mode N>
  [[async::maybe]] async::maybe<N, int> sum(sink<N>& o) { co_await o.put(1); co_return o.v + v; }
  template <async::mode N>
  async::maybe<N, int> outside(sink<N>& o);
};
template <async::mode M>
template <async::mode N>
async::maybe<N, int> sink<M>::outside(sink<N>& o) {
  co_await copy_to(o);
  co_return o.v;
}
// CHECK: copy_to(S& o) requires async::suspending_mode<typename async::mode_of<S>> { co_await o.put(v); }
// CHECK: copy_to(S& o) requires async::blocking_mode<typename async::mode_of<S>> { (void)o.put(v); }
// CHECK: sink for modes that block
// CHECK: copy_to(S& o) requires async::suspending_mode<typename async::mode_of<S>> { co_await o.put(v); }
async::task<int> all() {
  sink<async::blocking> a, b;
  sink<async::suspending> c, d;
  a.copy_to(b);
  co_await a.copy_to(c);
  co_await c.copy_to(d);
  d.copy_to(b);
  std::printf("%d %d %d %d\n", a.v, b.v, c.v, d.v);
  std::printf("%d\n", a.sum(b));
  std::printf("%d\n", co_await b.sum(c));
  std::printf("%d\n", co_await a.outside(c));
  std::printf("%d\n", c.outside(a));
  co_return 0;
}
// OUT: 1 5 2 3
// OUT-NEXT: 7
// OUT-NEXT: 9
// OUT-NEXT: 4
// OUT-NEXT: 5
int main() { return async::block_on(all()); }
