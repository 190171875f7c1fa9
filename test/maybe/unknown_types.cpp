// A type that only an instantiation can tell, and no instantiation here: never dropped silently.
// RUN: %lower | FileCheck %s
#include <async/async.hpp>
template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> use(R& r) {
  auto x = co_await r.open();
  // CHECK: static_assert(!async::has_drop<decltype(x)>, "declare 'x' with its type: it has an async drop");
  co_return x.n;
}
// CHECK: use for modes that block
// CHECK: async::drop_guard<decltype(x)> drop1_{x};

template <async::mode M>
struct [[async::maybe]] conn {
  using async_mode = M;
  bool open = true;
  [[async::drop(open)]] async::maybe<M, void> close() { open = false; co_return; }
  static async::maybe<M, conn> make() { co_return conn{}; }
};

// One whose type the declarations tell is dropped, and nothing is asserted of it in front.
template <async::mode M>
[[async::maybe]] async::maybe<M, int> known() {
  auto c = co_await conn<M>::make();
  co_return 2;
}
// CHECK: auto c = co_await conn<M>::make();{{$}}
// CHECK-NEXT: if constexpr (async::has_drop<decltype(c)>) {
