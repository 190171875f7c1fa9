// An await in a macro's argument is lowered.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#define CHECKED(e) say("checked", (e))
#define TWICE(e) ((e) + (e))
#define PASS(...) __VA_ARGS__
#define UNLESS(c) if (!(c))
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int a = CHECKED(co_await value<M>(1));
  a += TWICE(co_await value<M>(2));
  a += PASS(CHECKED(PASS(co_await value<M>(3))));
  UNLESS(co_await value<M>(0)) a += 100;
  PASS(co_return a + co_await value<M>(4);)
}
// CHECK: both: v1 checked v2 v2 v3 checked v0 v4 = 112
int main() {
  both([]<class M>(M) { return use<M>(); });
}
