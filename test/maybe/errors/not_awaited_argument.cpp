// The argument of an awaited call is awaited itself.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get(int n) { co_return n; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  // CHECK: not_awaited_argument.cpp:[[@LINE+1]]:29: error: 'get' is called in maybe-async 'f' but neither awaited nor returned{{.*}}[async-maybe-not-awaited]
  co_return co_await get<M>(get<M>(2));
}
