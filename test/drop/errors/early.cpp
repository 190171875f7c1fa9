// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
struct pin {
  pin() = default;
  pin(pin const&) = delete;
  [[async::drop]] async::task<void> close() { co_return; }
};
struct holder {
  pin part;
  async::task<void> f() {
    // CHECK: errors/early.cpp:[[@LINE+1]]:14: error: async::drop('part') drops a 'pin' early, and the end of its life drops it again: without a predicate only a local variable or parameter of the coroutine itself is known to be dropped; name one, or give the type a predicate [async-drop-early]
    co_await async::drop(part);
  }
};
async::task<void> f() {
  pin p;
  pin& same = p;
  // CHECK: errors/early.cpp:[[@LINE+1]]:12: error: async::drop('same') drops a 'pin' early{{.*}}[async-drop-early]
  co_await async::drop(same);
  auto owner = std::make_unique<pin>();
  // CHECK: errors/early.cpp:[[@LINE+1]]:12: error: async::drop('*owner') drops a 'pin' early{{.*}}[async-drop-early]
  co_await async::drop(*owner);
}
// A variable, what tells whether it was dropped, and what a class owns by hand.
// CHECK-NOT: error:
async::task<void> g(std::unique_ptr<res>& r) {
  pin p;
  co_await async::drop(p);
  co_await async::drop(*r);
}
class owner {
 public:
  owner() = default;
  owner(owner const&) = delete;
  ~owner() { delete p_; }
  friend async::task<void> async_drop(owner& self) { co_await async::drop(*self.p_); }

 private:
  pin* p_ = new pin;
};
async::task<void> h() {
  owner o;
  co_return;
}
// The whole drop is written by hand, that of the members, too.
struct by_hand {
  pin part;
  by_hand() = default;
  by_hand(by_hand const&) = delete;
  friend async::task<void> async_drop(by_hand& self) { co_await async::drop(self.part); }
};
async::task<void> i() {
  by_hand b;
  co_return;
}
