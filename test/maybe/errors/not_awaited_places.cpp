// Calls that are neither awaited nor returned: in a condition, f<M>(), in a lambda.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get(int n = 1) { co_return n; }
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, bool> ready() { co_return true; }
  async::maybe<M, int> f() {
    // CHECK-DAG: errors/not_awaited_places.cpp:[[@LINE+1]]:9: error: 'ready' is called in maybe-async 'f' but neither awaited nor returned{{.*}}[async-maybe-not-awaited]
    if (ready()) co_return 1;
    // CHECK-DAG: errors/not_awaited_places.cpp:[[@LINE+1]]:5: error: 'get' is called{{.*}}[async-maybe-not-awaited]
    get<M>();
    auto own = [this] [[async::maybe]] () -> async::maybe<M, int> {
      // CHECK-DAG: errors/not_awaited_places.cpp:[[@LINE+1]]:7: error: 'ready' is called{{.*}}[async-maybe-not-awaited]
      ready();
      co_return 1;
    };
    // CHECK-DAG: errors/not_awaited_places.cpp:[[@LINE+1]]:5: error: 'ready' is called{{.*}}[async-maybe-not-awaited]
    ready(), co_await own();
    co_return co_await own();
  }
};
