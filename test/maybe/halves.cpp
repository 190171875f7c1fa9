// A half written by hand is left alone; friends, statics, factories and nested marked classes.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
class [[async::maybe]] widget {
 public:
  using async_mode = M;
  async::maybe<M, int> half() requires(M::is_async) { co_return 1; }
  async::maybe<M, int> half() requires(!M::is_async) { return 2; }
  static async::maybe<M, int> counter() {
    static int n = 0; // one per mode
    co_return ++n;
  }
  friend async::maybe<M, int> befriended(widget& w) { co_return co_await w.half() * 10; }
  template <class T>
  struct [[async::maybe]] inner {
    T t;
    async::maybe<M, T> get() { co_return t; }
  };
};
// OUT: 1 2 1 1 10 20 7 8
[[async::main(async::current_thread)]] async::task<int> start() {
  widget<async::suspending> s;
  widget<async::blocking> b;
  int h = co_await s.half(), c = co_await s.counter(), f = co_await befriended(s);
  widget<async::suspending>::inner<int> si{7};
  widget<async::blocking>::inner<int> bi{8};
  int i = co_await si.get();
  std::printf("%d %d %d %d %d %d %d %d\n", h, b.half(), c, b.counter(), f, befriended(b), i, bi.get());
  co_return 0;
}
