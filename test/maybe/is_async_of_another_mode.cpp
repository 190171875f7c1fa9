// `N::is_async` of another mode selects nothing.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M, async::mode N>
[[async::maybe]] async::maybe<M, int> f() {
  if constexpr (N::is_async)
    co_return 1;
  else
    co_return 2;
}
// CHECK: both: = 2
// CHECK-NEXT: both: = 1
int main() {
  both([]<class M>(M) { return f<M, async::blocking>(); });
  both([]<class M>(M) { return f<M, async::suspending>(); });
}
