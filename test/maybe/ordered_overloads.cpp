// Overloads that constraints order, and class templates of one mode, stay so.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <concepts>
#include <cstdio>
#include <string>
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, std::string> name(T) {
  co_return "any";
}
// CHECK: template <async::mode M, std::integral T>
// CHECK-NEXT: async::maybe<M, std::string> name(T) requires async::suspending_mode<M> {
// CHECK: async::maybe<M, std::string> name(T) requires async::blocking_mode<M> {
template <async::mode M, std::integral T>
[[async::maybe]] async::maybe<M, std::string> name(T) {
  co_return "integral";
}
template <async::mode M, class T>
  requires std::integral<T> && std::signed_integral<T>
[[async::maybe]] async::maybe<M, std::string> name(T) {
  co_return "signed";
}
template <class S>
struct [[async::maybe]] sink {
  using async_mode = typename S::async_mode;
  template <class T>
  async::maybe<async_mode, int> put(T) {
    co_return 1;
  }
  // CHECK: put(T) requires std::integral<T> { co_return 2; }
  template <class T>
  async::maybe<async_mode, int> put(T) requires std::integral<T> { co_return 2; }
};
template <class S>
[[async::maybe]] async::maybe<typename S::async_mode, int> twice(S& s, auto x) {
  co_return 2 * co_await s.put(x);
}
// CHECK: requires (async::suspending_mode<typename S::async_mode>) && (std::integral<decltype(x)>)
template <class S>
[[async::maybe]] async::maybe<typename S::async_mode, int> twice(S& s, auto x)
  requires std::integral<decltype(x)>
{
  co_return 20 * co_await s.put(x);
}
template <async::mode M>
struct of {
  using async_mode = M;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> all() {
  std::string out = co_await name<M>(1.0) + " " + co_await name<M>(1u) + " " + co_await name<M>(1);
  sink<of<M>> s;
  out += " " + std::to_string(co_await s.put(1.0)) + " " + std::to_string(co_await s.put(1));
  out += " " + std::to_string(co_await twice(s, 1));
  co_return out;
}
// OUT: any integral signed 1 2 40
// OUT-NEXT: any integral signed 1 2 40
int main() {
  std::puts(all<async::blocking>().c_str());
  std::puts(async::block_on(all<async::suspending>()).c_str());
}
