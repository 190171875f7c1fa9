// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/empty_body.cpp:[[@LINE+2]]:35: error: the body of maybe-async 'flush' neither awaits nor returns, so in suspending modes it would be no coroutine; end it with 'co_return;' [async-maybe-empty-body]
  // CHECK: errors/empty_body.cpp:[[@LINE+1]]:35: note: insert 'co_return;' here
  async::maybe<M, void> flush() { }
  async::maybe<M, void> count() {
    ++n;
    // A lambda's return is not the function's.
    [] { return 1; }();
    // CHECK: errors/empty_body.cpp:[[@LINE+1]]:3: error: the body of maybe-async 'count'{{.*}}[async-maybe-empty-body]
  }
  // CHECK-NOT: error:
  async::maybe<M, void> ends() { co_return; }
  async::maybe<M, void> passes() { return ends(); }
  async::maybe<M, void> declared();
  void plain() {}
  int n = 0;
};
