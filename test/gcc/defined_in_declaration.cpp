// A class that a declaration defines stands in front of what g++ 12 needs to make the variable.
// RUN: env CXX=g++ %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> a(int n) { co_return n; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  // CHECK: struct point { int x, y; }; auto form1_ = {{.*}} return point{{{.*}}struct point p = form1_(
  struct point { int x, y; } p{co_await a<M>(3), 4};
  // CHECK: struct unnamed1_ { int x, y; }; {{.*}} struct unnamed1_ q = form2_({{.*}}, r = form3_(
  struct { int x, y; } q{co_await a<M>(5), 4}, r = {1, co_await a<M>(2)};
  struct point3 { int x, y; } const* s = nullptr, t{co_await a<M>(1), 2};
  struct { int x; int get() const { return x; } } const w{co_await a<M>(7)};
  if (enum color { red = 1, blue } v = co_await a<M>(1) == 1 ? blue : red; (co_await a<M>(2)) == v) std::puts("blue");
  for (struct { int i; int n; } l{co_await a<M>(1), co_await a<M>(3)}; l.i < l.n; ++l.i) std::puts("loop");
  struct point p2{co_await a<M>(1), 1}; struct point p3 = {p2.y, co_await a<M>(1)};
  enum e { one = 1, two } u{co_await a<M>(1) ? two : one};
  co_return p2.x + p3.y + p.x + q.x + r.y + t.y + w.get() + (s ? 1 : 0) + u;
}
int main() {
  // OUT-COUNT-2: {{^}}blue{{[[:space:]]}}loop{{[[:space:]]}}loop{{[[:space:]]}}23
  std::printf("%d\n", f<async::blocking>());
  std::printf("%d\n", async::current_thread{}.block_on(f<async::suspending>()));
}
