// What only a branch that was taken out uses is not unused for compilers.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int n) {
  int twice = 2;
  if constexpr (M::is_async)
    co_return n * twice;
  else
    co_return 4;
}
// CHECK: both: = 4
int main() {
  both([]<class M>(M) { return f<M>(2); });
}
