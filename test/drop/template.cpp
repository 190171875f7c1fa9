// In a template the rule follows the instantiated type.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class T>
async::task<int> hold(T value) {
  T local(std::move(value));
  co_await async::this_task::yield();
  co_return 1;
}
// OUT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: 2
START {
  int n = co_await hold(3);
  n += co_await hold(traced{"t"});
  std::printf("%d\n", n);
}
