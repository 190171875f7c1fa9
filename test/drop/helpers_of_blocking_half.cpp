// Plain templates that nothing but the blocking half of a body calls.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/by_mode.hpp"
// CHECK-LABEL: int inner(
template <class T>
int inner(T given) { // CHECK-SAME: async::drop_guard<decltype(given)> drop1_{given};
  std::printf(" inner%d", given.id);
  return given.id;
}
template <class T>
T passes(T given) {
  return given;
}
// CHECK-LABEL: int helper(
template <class T>
int helper(T& outer) {
  // CHECK: async::drop_guard<decltype(local)> drop1_{local};
  T local(outer.id + 1);
  int n = 0;
  for (int i = 0; i < 2; ++i) {
    T each(10 + i);
    if (i) continue;
    n += inner(passes(std::move(each)));
  }
  return n + local.id;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  part<M> own(1);
  if constexpr (M::is_async)
    co_return 21;
  else
    co_return helper(own) + 9;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  std::printf(" %d\n", run<async::blocking>());
  // OUT: inner10 drop10 drop11 drop2 drop1 21
  std::printf(" %d\n", co_await run<async::suspending>());
  // OUT-NEXT: drop1 21
}
