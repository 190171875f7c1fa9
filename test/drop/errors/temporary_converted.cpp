// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <tuple>
#include <utility>
struct res {
  res(int k) : n(k) {}
  res(res&& o) noexcept : n(std::exchange(o.n, 0)) {}
  operator int() const { return n; }
  int n;
  [[async::drop(n)]] async::task<void> close() { co_return; }
};
int plain() {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:15: error: a temporary of type 'res' has an async drop that cannot be awaited
  int a[2] = {res(1)};
  return a[0];
}
struct converts {
  operator res() const { return res(1); }
};
template <class R>
int use(R const& r) { return r.n; }
template <class R, class C>
async::task<int> templates(C c) {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:20: error: a temporary of type 'const res' has an async drop that cannot be awaited
  int sum = use<R>(c);
  co_return sum;
}
template <class R, class T>
async::task<int> constructor(T t) {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:20: error: a temporary of type 'const res' has an async drop that cannot be awaited
  int sum = use<R>(t);
  co_return sum;
}
template <class R>
struct part {
  R r;
  int m;
};
template <class R>
int number(part<R> const& p) { return p.m; }
template <class R>
async::task<int> list() {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:29: error: a temporary of type 'part<res>' has an async drop that cannot be awaited
  int const sum = number<R>({R(1), 2});
  co_return sum;
}
struct numbers {
  template <std::size_t I>
  res get() const { return res(1); }
};
template <>
struct std::tuple_size<numbers> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, numbers> {
  using type = res;
};
async::task<int> bindings() {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:9: error: a temporary of type 'res' has an async drop that cannot be awaited
  auto [a, b] = numbers();
  co_return a.n + b.n;
}
int main() { return async::block_on(templates<res>(converts())) + async::block_on(constructor<res>(1)) + async::block_on(list<res>()); }
struct adds {
  adds& operator+=(res const& r) { return n += r.n, *this; }
  int operator()(res const& r) const { return r.n; }
  int n = 0;
};
int operators(adds a) {
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:8: error: a temporary of type 'const res' has an async drop that cannot be awaited
  a += res(1);
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:12: error: a temporary of type 'const res' has an async drop that cannot be awaited
  return a(2);
}
template <async::mode M>
struct [[async::maybe]] file {
  using async_mode = M;
  explicit file(int k) : n(k) {}
  file(file&& o) noexcept : n(std::exchange(o.n, 0)) {}
  int n;
  [[async::drop(n)]] async::maybe<M, void> close() { co_return; }
};
template <async::mode M>
struct [[async::maybe]] forwards {
  static async::maybe<M, int> size(file<M> const& f) { co_return f.n; }
  // Nothing awaits the drop in suspending modes.
  // CHECK-DAG: errors/temporary_converted.cpp:[[@LINE+1]]:57: error: a temporary of type 'const file<{{(async::)?}}suspending>' has an async drop that cannot be awaited
  static async::maybe<M, int> temporary() { return size(file<M>(1)); }
};
