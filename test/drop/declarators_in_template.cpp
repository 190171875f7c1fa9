// What follows an object in its declaration stays one, also where an instantiation gives the object no drop; references to
// objects whose types do not depend on the template, and arguments that are const.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
template <class T>
async::task<void> several() {
  T a(1), &b = a;
  T const c(2), *d = &c;
  T e(3), f(4), &g = f;
  T *none = nullptr, h(5), &i = h;
  std::printf("%d %d %d %d %d\n", b.get(), d->get(), e.get() + g.get(), i.get(), none != nullptr);
  co_return;
}
template <class T>
async::task<void> extended(T n) {
  auto&& a = numbered(6);
  numbered const& b = numbered(n);
  if (auto&& c = numbered(8)) std::printf("%d %d %d\n", a.get(), b.get(), c.get());
  co_return;
}
template <class T>
async::task<void> constant() {
  std::printf("%d\n", T(9).get());
  auto&& kept = T(10);
  std::printf("%d\n", kept.get());
  co_return;
}
struct undropped {
  int n;
  explicit undropped(int n) : n(n) {}
  int get() const { return n; }
};
START {
  co_await several<numbered>();
  co_await several<undropped>();
  co_await extended(7);
  co_await constant<numbered const>();
  co_await constant<undropped const>();
}
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: make 5
// OUT-NEXT: 1 2 7 5 0
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 1 2 7 5 0
// OUT-NEXT: make 6
// OUT-NEXT: make 7
// OUT-NEXT: make 8
// OUT-NEXT: 6 7 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: make 9
// OUT-NEXT: 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: make 10
// OUT-NEXT: 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: 9
// OUT-NEXT: 10
