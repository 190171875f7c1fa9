// A maybe-async function that returns the result of a call awaits it where the task would refer to what is gone by then.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
using size = std::size_t;
template <async::mode M>
struct [[async::maybe]] client {
  using async_mode = M;
  std::string name = "m";
  async::maybe<M, size> by_reference(std::string const& s) { co_return s.size(); }
  async::maybe<M, size> by_view(std::string_view s) { co_return s.size(); }
  async::maybe<M, size> by_value(std::string s) { co_return s.size(); }
  async::maybe<M, size> bytes(std::span<char const> s) { co_return s.size(); }
  async::maybe<M, size> number(int const& n) { co_return static_cast<size>(n); }
  template <class T>
  async::maybe<M, size> any(T const& t) {
    co_return t.size();
  }
  // CHECK: a1(std::string const& k) { co_return co_await by_reference("x " + k); }
  async::maybe<M, size> a1(std::string const& k) { return by_reference("x " + k); }
  // CHECK: a2(std::string k) { co_return co_await by_reference(k); }
  async::maybe<M, size> a2(std::string k) { return by_reference(k); }
  // CHECK: a3(std::string k) { co_return co_await by_view(k); }
  async::maybe<M, size> a3(std::string k) { return by_view(k); }
  // CHECK: a4() { co_return co_await by_reference("literal"); }
  async::maybe<M, size> a4() { return by_reference("literal"); }
  async::maybe<M, size> a5() {
    std::string s = "local";
    // CHECK: co_return co_await by_reference(s);
    return by_reference(s);
  }
  // CHECK: a6(std::string k) { co_return co_await by_reference(std::move(k)); }
  async::maybe<M, size> a6(std::string k) { return by_reference(std::move(k)); }
  // CHECK: a7(int n) { co_return co_await number(n); }
  async::maybe<M, size> a7(int n) { return number(n); }
  // CHECK: a8(std::string const& k) { co_return co_await any("x" + k); }
  async::maybe<M, size> a8(std::string const& k) { return any("x" + k); }
  async::maybe<M, size> a9(bool b, std::string const& k) {
    // CHECK: if (b) co_return co_await by_reference(k);
    // CHECK-NEXT: co_return co_await by_view(k + "y");
    if (b) return by_reference(k);
    return by_view(k + "y");
  }
  // CHECK: a10() noexcept { try {
  async::maybe<M, size> a10() noexcept {
    std::vector<char> v(3);
    return bytes(v);
  }
  // CHECK: a11() { co_return co_await client<M>().by_view("object"); }
  async::maybe<M, size> a11() { return client<M>().by_view("object"); }
  async::maybe<M, size> a12();
  // What the caller keeps needs no frame.
  // CHECK: k1(std::string const& k) { return by_reference(k); }
  async::maybe<M, size> k1(std::string const& k) { return by_reference(k); }
  // CHECK: k2(std::string k) { return by_value(std::move(k)); }
  async::maybe<M, size> k2(std::string k) { return by_value(std::move(k)); }
  // CHECK: k3(std::span<char const> s) { return bytes(s.first(1)); }
  async::maybe<M, size> k3(std::span<char const> s) { return bytes(s.first(1)); }
  // CHECK: k4() { return by_view("literal"); }
  async::maybe<M, size> k4() { return by_view("literal"); }
  // A view of one's own.
  struct letters : std::string_view {
    using std::string_view::string_view;
  };
  // CHECK: k6(letters s) { return by_view(s); }
  async::maybe<M, size> k6(letters s) { return by_view(s); }
  async::maybe<M, size> either(std::string const& s) { return by_reference(s); }
  async::maybe<M, size> either(char const* s) { return by_view(s); }
  // CHECK: k7() { return either("literal"); }
  async::maybe<M, size> k7() { return either("literal"); }
  // CHECK: k5() { return by_reference(name); }
  async::maybe<M, size> k5() { return by_reference(name); }
};
// CHECK: struct client<M>
// CHECK: a1(std::string const& k) { return by_reference("x " + k); }
// CHECK: client<M>::a12() {
// CHECK-NEXT: co_return co_await number(5);
template <async::mode M>
async::maybe<M, size> client<M>::a12() {
  return number(5);
}
template <async::mode M, class S>
[[async::maybe]] async::maybe<M, size> temporary(S& s, std::string const& k) {
  // CHECK: co_return co_await s.by_reference("x" + k);
  return s.by_reference("x" + k);
}
template <async::mode M, class S>
[[async::maybe]] async::maybe<M, size> view(S& s, std::string_view k) {
  // CHECK: return s.by_view(k);
  return s.by_view(k);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, size> all() {
  client<M> c;
  std::string k = "k";
  size sum = co_await c.a1(k);
  sum += co_await c.a2(k);
  sum += co_await c.a3(k);
  sum += co_await c.a4();
  sum += co_await c.a5();
  sum += co_await c.a6(k);
  sum += co_await c.a7(1);
  sum += co_await c.a8(k);
  sum += co_await c.a9(true, k);
  sum += co_await c.a10();
  sum += co_await c.a11();
  sum += co_await c.a12();
  sum += co_await c.k1(k);
  sum += co_await c.k2(k);
  sum += co_await c.k3(std::span<char const>(k));
  sum += co_await c.k4();
  sum += co_await c.k5();
  sum += co_await temporary<M>(c, k);
  sum += co_await view<M>(c, k);
  co_return sum;
}
// OUT: 50 50
int main() { std::printf("%zu %zu\n", all<async::blocking>(), async::block_on(all<async::suspending>())); }
