// The object of a call is given by reference, whatever it is; so is what a reference binds to, also if it has no place of its own.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <vector>
enum class color { red, green };
template <async::mode M>
struct [[async::maybe]] handle {
  int const* at;
  int add;
  async::maybe<M, int> get(int n) {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return *at + add + n;
  }
};
// CHECK: param(handle<M> h) {{.*}}{ co_return co_await h.get(1); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> param(handle<M> h) { return h.get(1); }
// CHECK: { co_return co_await handle<M>(&k, 20).get(1); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> temporary(int const& k) { return handle<M>(&k, 20).get(1); }
// What a pointer points at, or an iterator, is the caller's.
// CHECK: pointer(handle<M>* h) {{.*}}{ return h->get(1); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> pointer(handle<M>* h) { return h->get(1); }
// CHECK: element(std::vector<handle<M>>& v) {{.*}}{ return v[0].get(1); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> element(std::vector<handle<M>>& v) { return v[0].get(1); }
template <async::mode M>
struct [[async::maybe]] node {
  int name;
  node* parent = nullptr;
  async::maybe<M, int> path() {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return parent ? co_await parent->path() * 10 + name : name;
  }
  async::maybe<M, int> child(int n) {
    node c{n, this};
    // CHECK: co_return co_await c.path();
    return c.path();
  }
  template <class T>
  async::maybe<M, T> echo(T const& t) {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return t;
  }
  async::maybe<M, color> taken(color const& x) {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return x;
  }
  async::maybe<M, long> number(long const& x) {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return x;
  }
  // CHECK: a1() { co_return co_await taken(color::green); }
  async::maybe<M, color> a1() { return taken(color::green); }
  // CHECK: a2() { co_return co_await echo(this); }
  async::maybe<M, node*> a2() { return echo(this); }
  // CHECK: a3() { co_return co_await echo(N); }
  template <int N>
  async::maybe<M, int> a3() { return echo(N); }
  // CHECK: a4() { co_return co_await number(name); }
  async::maybe<M, long> a4() { return number(name); }
  // CHECK: k1() { return echo(name); }
  async::maybe<M, int> k1() { return echo(name); }
  async::maybe<M, int> calls(int n) {
    // What a closure captures is there as long as it is.
    auto captured = [&](int) { return echo(n); };
    co_return co_await captured(1);
  }
};
// CHECK: for modes that block
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  int const k = 300;
  std::vector<handle<M>> v{{&k, 20}};
  node<M> n{1};
  int const a = co_await param<M>(handle<M>(&k, 20)), b = co_await temporary<M>(k), c = co_await pointer<M>(v.data());
  int const d = co_await element<M>(v), e = co_await n.child(2), f = static_cast<int>(co_await n.a1());
  bool const same = co_await n.a2() == &n;
  int const g = co_await n.template a3<4>(), h = static_cast<int>(co_await n.a4()), i = co_await n.k1(), j = co_await n.calls(9);
  // OUT: 321 321 321 321 12 1 1 4 1 1 9
  // OUT: 321 321 321 321 12 1 1 4 1 1 9
  std::printf("%d %d %d %d %d %d %d %d %d %d %d\n", a, b, c, d, e, f, same, g, h, i, j);
}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
