// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
struct held {
  res r{1};
};
struct count {
  int n = 0;
};
// CHECK: errors/base_pack.cpp:[[@LINE+2]]:14: error: 'all' has an async drop by way of 'Parts', and a pack of base classes cannot be dropped in the reverse of its order; hold them in a std::tuple, or write async_drop for 'all' by hand [async-drop-base-pack]
template <class... Parts>
struct all : Parts... {};
// CHECK: errors/base_pack.cpp:[[@LINE+2]]:17: error: 'marked' has an async drop by way of 'Parts'
template <class... Parts>
struct marked : Parts... {
  marked() = default;
  marked(marked const&) = delete;
  [[async::drop]] async::task<void> end() { co_return; }
};
// CHECK-NOT: error:
template <class... Parts>
struct by_hand : Parts... {
  friend async::task<void> async_drop(by_hand& self) {
    (co_await async::dropping(static_cast<Parts&>(self)), ...);
  }
};
template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;
async::task<int> f() {
  all<count, held> x;
  marked<held> y;
  by_hand<held> z;
  overloaded g{[](int i) { return i; }, [](char) { return 0; }};
  co_return g(x.n);
}
