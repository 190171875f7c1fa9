// A call in a fixed suspending mode is always async; one in a fixed blocking mode need not be awaited.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get() { co_return 1; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  int n = get<async::blocking>();
  // CHECK: errors/awaits_fixed_mode.cpp:[[@LINE+1]]:8: error: 'f' also has to run in blocking modes, but awaits 'async::maybe<{{(async::)?}}suspending, int>'{{.*}}[async-maybe-always-async]
  n += co_await get<async::suspending>();
  // CHECK-NOT: error:
  if constexpr (M::is_async) n += co_await get<async::suspending>();
  co_return n;
}
