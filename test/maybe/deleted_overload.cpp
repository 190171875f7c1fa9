// A deleted overload.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int n) {
  co_return co_await value<M>(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(double) = delete;
// CHECK: both: v2 = 2
int main() {
  both([]<class M>(M) { return f<M>(2); });
}
