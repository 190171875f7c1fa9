// A variable that only awaits use, and a parameter, warn in neither mode.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use([[maybe_unused]] int a, int b) {
  auto lambda = [b] [[async::maybe]] () -> async::maybe<M, int> { co_return co_await value<M>(b); };
  const int c = co_await value<M>(1);
  static_assert(sizeof(c) == sizeof(int));
  using number = int;
  number d = co_await lambda();
  co_return d;
}
// CHECK: both: v1 v2 = 2
int main() {
  both([]<class M>(M) { return use<M>(1, 2); });
}
