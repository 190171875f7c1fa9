// An await in the init-statement of `if constexpr (init; M::is_async)`.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  if constexpr (int x = co_await value<M>(2); M::is_async)
    co_return x;
  else
    co_return x;
}
// CHECK: both: v2 = 2
int main() {
  both([]<class M>(M) { return f<M>(); });
}
