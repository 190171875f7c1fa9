// One half of a function template is written by hand, the general one is the other.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get() requires(!M::is_async) {
  return say("by-hand", 1);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get() {
  co_return co_await value<M>(1);
}
// CHECK: blocking: by-hand = 1
// CHECK-NEXT: suspending: v1 = 1
int main() {
  both([]<class M>(M) { return get<M>(); });
}
