// A blocking instantiation may be used any number of times.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(async::maybe<M, int> pending) {
  int n = co_await std::move(pending);
  co_return 2 * n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> lazily(async::maybe<M, int> pending) {
  co_return co_await std::move(pending) + 1;
}
// CHECK: both: v4 = 8
// CHECK-NEXT: both: v4 = 5
int main() {
  both([]<class M>(M) { return twice<M>(value<M>(4)); });
  both([]<class M>(M) { return lazily<M>(value<M>(4)); });
}
