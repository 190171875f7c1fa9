// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct copied {
  copied(copied const&);
  bool open;
  [[async::drop(open)]] async::task<void> close();
};
async::task<void> f() {
  try {
    co_await async::this_task::yield();
  } catch (int) {
    // CHECK: errors/catch.cpp:[[@LINE+1]]:19: error: 'e' of type 'copied' is caught by value, but has an async drop that a handler cannot await; throw and catch an object without a drop [async-drop-catch]
  } catch (copied e) {
  }
}
// By reference is fine: the handler owns nothing.
// CHECK-NOT: error:
async::task<void> g() {
  try {
    co_await async::this_task::yield();
  } catch (copied const& e) {
  }
}
