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
