// What is called or subscripted may be the end of a comma expression, and a marked closure may stand in an arm of `?:`.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> a(int n) {
  co_return n;
}
int plus(int x, int y) { return x + y; }
struct number {
  int n;
  int get(int x) { return n + x; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> callee() {
  number x{1};
  int const sum = (co_await a<M>(0), plus)(co_await a<M>(1), co_await a<M>(2));
  int const got = (co_await a<M>(0), x).get(co_await a<M>(1));
  int of[] = {1, 2};
  (co_await a<M>(0), of)[co_await a<M>(1)] = co_await a<M>(3);
  co_return 100 * sum + 10 * got + (co_await a<M>(0), of)[co_await a<M>(1)];
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> arm(int k) {
  co_return co_await a<M>(k) ? co_await [] [[async::maybe]] () -> async::maybe<M, int> { co_return 3; }() : 5;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, bool> right(int k) {
  co_return co_await a<M>(k) && co_await [] [[async::maybe]] () -> async::maybe<M, bool> { co_return true; }();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> subscript() {
  int of[] = {1, 2, 3};
  co_return of[co_await [] [[async::maybe]] () -> async::maybe<M, int> { co_return 1; }()] +
      of[
          co_await [&] [[async::maybe]] () -> async::maybe<M, int> { co_return of[1]; }()];
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  int const c = co_await callee<M>(), x = co_await arm<M>(1), y = co_await arm<M>(0);
  bool const r = co_await right<M>(1);
  int const s = co_await subscript<M>();
  std::printf("%d %d %d %d %d\n", c, x, y, r, s);
  co_return;
}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
// CHECK: 323 3 5 1 5
// CHECK-NEXT: 323 3 5 1 5
