// A parameter of a template type that has a drop is dropped where it is instantiated with one.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/droppable.hpp"
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> take(T t, int n) {
  if (n == 0) throw 5;
  co_return co_await t.get(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int n) {
  int r = co_await take<M>(res<M>{"argument"}, n);
  say("next");
  co_return r;
}
// CHECK: both: v1 drop-argument v0 next = 1
// CHECK-NEXT: both: drop-argument v0 throws 5
int main() {
  both([]<class M>(M) { return f<M>(1); });
  both([]<class M>(M) { return f<M>(0); });
}
