// Mutual recursion by forward declarations that carry the mark.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, bool> is_odd(int n);
template <async::mode M>
[[async::maybe]] async::maybe<M, bool> is_even(int n) {
  if (n == 0) co_return true;
  co_await value<M>(n);
  co_return co_await is_odd<M>(n - 1);
}
template <async::mode M>
async::maybe<M, bool> is_odd(int n) {
  if (n == 0) co_return false;
  co_return co_await is_even<M>(n - 1);
}
// CHECK: both: v5 v3 v1 = 0
// CHECK-NEXT: both: v4 v2 = 1
int main() {
  both([]<class M>(M) { return is_even<M>(5); });
  both([]<class M>(M) { return is_even<M>(4); });
}
