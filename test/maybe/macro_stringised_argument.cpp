// A stringised argument keeps its text.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#define CHECKED(e) say(#e, (e))
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  co_return CHECKED(co_await value<M>(1));
}
// CHECK: both: v1 co_await value<M>(1) = 1
int main() {
  both([]<class M>(M) { return use<M>(); });
}
