// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct held {
  held() = default;
  held(held&&) = delete;
  [[async::drop]] async::task<void> close();
};
struct box {
  held h;
};
async::task<void> f(box& b) {
  held mine;
  async::release(mine);
  // CHECK: errors/release.cpp:[[@LINE+1]]:3: error: async::release('b.h') gives up the drop of a 'held', which only the coroutine that declares the object can do; release a local variable or parameter, or give the type a predicate [async-drop-release]
  async::release(b.h);
  // CHECK-NOT: error:
  co_return;
}
