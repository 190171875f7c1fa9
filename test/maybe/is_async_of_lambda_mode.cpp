// `N::is_async` in a generic lambda with a mode of its own.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  auto kind = []<class N>(N) {
    if constexpr (N::is_async)
      return 1;
    else
      return 2;
  };
  co_return kind(async::blocking{}) * 10 + kind(async::suspending{});
}
// CHECK: both: = 21
int main() {
  both([]<class M>(M) { return f<M>(); });
}
