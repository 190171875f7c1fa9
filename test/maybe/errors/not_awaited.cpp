// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> g() { co_return 1; }
  async::maybe<M, int> f(s& other) {
    // CHECK: errors/not_awaited.cpp:[[@LINE+1]]:5: error: 'g' is called in maybe-async 'f' but neither awaited nor returned, so it would run in one mode and not in the other; write 'co_await' in front of the call [async-maybe-not-awaited]
    g();
    // CHECK: errors/not_awaited.cpp:[[@LINE+1]]:14: error: {{.*}}[async-maybe-not-awaited]
    auto x = g();
    // CHECK: errors/not_awaited.cpp:[[@LINE+1]]:11: error: {{.*}}[async-maybe-not-awaited]
    (void)this->g();
    // CHECK: errors/not_awaited.cpp:[[@LINE+1]]:5: error: {{.*}}[async-maybe-not-awaited]
    other.g();
    // CHECK: errors/not_awaited.cpp:[[@LINE+1]]:15: error: {{.*}}[async-maybe-not-awaited]
    co_return g() + 1;
  }
  // Awaited, returned, under a branch for one kind of mode, or of another mode.
  // CHECK-NOT: error:
  async::maybe<M, int> ok(s& other, s<async::blocking>& blocking) {
    co_await g();
    (void)co_await (other.g());
    blocking.g();
    if constexpr (M::is_async) {
      auto task = g();
      co_return co_await task;
    } else {
      co_return g();
    }
  }
  async::maybe<M, int> returned() { return g(); }
};
