// A call that names another mode than the body's is nobody's to await, whatever its arguments depend on.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> ask(int n) {
  std::printf("%s %d\n", M::is_async ? "suspends" : "blocks", n);
  co_return n;
}
template <class T, async::mode M>
[[async::maybe]] async::maybe<M, void> second(T n) {
  std::printf("second %s %d\n", M::is_async ? "suspends" : "blocks", n);
  co_return;
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, void> run(T p) {
  ask<async::blocking>(p);
  [p] { ask<async::blocking>(p); }();
  second<T, async::blocking>(p);
  co_await ask<M>(p);
  co_await second<T, M>(p);
}
// CHECK: blocks 1
// CHECK-NEXT: blocks 1
// CHECK-NEXT: second blocks 1
// CHECK-NEXT: blocks 1
// CHECK-NEXT: second blocks 1
// CHECK-NEXT: blocks 2
// CHECK-NEXT: blocks 2
// CHECK-NEXT: second blocks 2
// CHECK-NEXT: suspends 2
// CHECK-NEXT: second suspends 2
int main() {
  run<async::blocking>(1);
  async::block_on(run<async::suspending>(2));
}
