// What is called by way of a base, an object or a closure, which only instantiations resolve.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M> struct [[async::maybe]] base {
  using async_mode = M;
  async::maybe<M, int> read(int x) { co_return x; }
  static async::maybe<M, int> make(int x) { co_return x; }
  async::maybe<M, void> flush() { co_return; }
};
template <async::mode M> struct [[async::maybe]] derived : base<M> {
  base<M>& inner; base<M> held; base<M>* p;
  using base<M>::flush;
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> a() { this->read(1); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> b() { inner.read(1); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:39: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> c() { auto n = held.read(1); (void)n; co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> d() { p->read(1); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> e() { base<M>::read(1); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> f() { base<M>::make(1); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:41: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> g() { base<M> x; x.flush(); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> h() { flush(); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:30: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> i() { a(); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:45: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> j() { auto k = [&] { a(); }; k(); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:40: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> k(derived& o) { o.a(); co_return 1; }
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:36: error: {{.*}}[async-maybe-not-awaited]
  async::maybe<M, int> l() { (void)a(); co_return 1; }
  // CHECK-NOT: errors/not_awaited_dependent.cpp:[[@LINE+1]]:
  async::maybe<M, int> m() { if (true) return a(); }
};
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:81: error: {{.*}}[async-maybe-not-awaited]
template <async::mode M> [[async::maybe]] async::maybe<M, void> f(base<M>& b) { b.read(1); co_return; }
// Nothing is called in an operand that is not evaluated, and another mode is none of its business.
template <async::mode M>
struct [[async::maybe]] held {
  async::maybe<M, int> read(int x) noexcept { co_return x; }
  async::maybe<M, int> fine(base<async::blocking>& other) {
    using type = decltype(read(1));
    static_cast<void>(typeid(read(4)) == typeid(int));
    static_assert(noexcept(read(2)) && requires { read(3); } && sizeof(type) > 0);
    other.read(4);
    auto later = [&] { return read(5); };
    co_return co_await later();
  }
};
// CHECK: errors/not_awaited_dependent.cpp:[[@LINE+1]]:85: error: {{.*}}[async-maybe-not-awaited]
template <class R> [[async::maybe]] async::maybe<async::mode_of<R>, void> g(R& b) { f(b); f<async::mode_of<R>>(b); co_return; }
