// A plain if, a ternary and a runtime constant select nothing.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
async::task<int> fetch();
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> f() {
    bool suspends = M::is_async;
    // CHECK: errors/always_async_plain_if.cpp:[[@LINE+1]]:19: error: 'f' also has to run{{.*}}[async-maybe-always-async]
    if (suspends) co_await fetch();
    // CHECK: errors/always_async_plain_if.cpp:[[@LINE+1]]:29: error: 'f' also has to run{{.*}}[async-maybe-always-async]
    co_return M::is_async ? co_await fetch() : 1;
  }
};
