// Branches in nested plain lambdas select by the mode around them.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  auto outer = [](int n) {
    return [n]() -> int {
      if constexpr (M::is_async)
        return n + 1;
      else if constexpr (sizeof(int) == 8)
        return n + 2;
      else
        return n + 1;
    };
  };
  co_return outer(3)() + co_await value<M>(0);
}
// CHECK: both: v0 = 4
int main() {
  both([]<class M>(M) { return f<M>(); });
}
