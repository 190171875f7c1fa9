// A blocking object that is awaited in a body of both modes.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> get() { co_return 1; }
};
template <async::mode M>
struct [[async::maybe]] app {
  source<async::blocking> never;
  // CHECK: blocking_member.cpp:[[@LINE+1]]:42: error: 'never.get()' cannot be awaited: 'never' of type 'source<async::blocking>'
  async::maybe<M, int> run() { co_return co_await never.get(); }
  async::maybe<M, int> selected() {
    if constexpr (M::is_async) co_return 0;
    else co_return co_await never.get();
  }
};
// CHECK-NOT: error:
