// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
async::task<int> fetch();
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  // CHECK: errors/always_async.cpp:[[@LINE+2]]:13: error: 'f' also has to run in blocking modes, but awaits 'async::task<int>', which exists only as an asynchronous operation; use a maybe-async one, or put it under 'if constexpr (M::is_async)' [async-maybe-always-async]
  // CHECK: errors/always_async.cpp:[[@LINE-2]]:39: note: 'f' is declared maybe-async here
  co_return co_await fetch();
}
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> g() {
    // A plain if selects nothing.
    // CHECK: errors/always_async.cpp:[[@LINE+1]]:24: error: 'g' also has to run{{.*}}[async-maybe-always-async]
    if (M::is_async) { co_await fetch(); }
    co_return 1;
  }
};
