// Always-async awaits in a condition, a lambda that is marked, a loop, an operand, an else for blocking.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
async::task<bool> ready();
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  // CHECK: errors/always_async_places.cpp:[[@LINE+1]]:10: error: {{.*}}awaits 'async::task<bool>'{{.*}}[async-maybe-always-async]
  while (co_await ready()) {
  }
  // CHECK: errors/always_async_places.cpp:[[@LINE+1]]:16: error: {{.*}}[async-maybe-always-async]
  bool b = 1 + co_await ready();
  auto own = [] [[async::maybe]] () -> async::maybe<M, int> {
    // CHECK: errors/always_async_places.cpp:[[@LINE+1]]:15: error: {{.*}}[async-maybe-always-async]
    co_return co_await ready();
  };
  if constexpr (M::is_async) {
    b = co_await ready();
  } else {
    // CHECK: errors/always_async_places.cpp:[[@LINE+1]]:9: error: {{.*}}[async-maybe-always-async]
    b = co_await ready();
  }
  co_return b + co_await own();
}
