// A marked lambda outside maybe-async code serves both kinds of mode.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  int n = 20;
  async::maybe<M, int> get() { co_return ++n; }
};
template <class F, class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> apply(F f, S& s) {
  co_return co_await f(s) + 1;
}
// CHECK: auto twice = async::in_either_mode{[&calls] (auto& s) -> async::maybe<async::mode_of<decltype(s)>, int> requires async::suspending_mode<typename async::mode_of<decltype(s)>> {
// CHECK: co_return co_await s.get() * 2;
// CHECK: }, // {{\[\[}}async::maybe]]: for modes that block
// CHECK-NEXT: [&calls] (auto& s) -> async::maybe<async::mode_of<decltype(s)>, int> requires async::blocking_mode<typename async::mode_of<decltype(s)>> {
// CHECK: return s.get() * 2;
// OUT: 42 44 43 45 4
int main() {
  int calls = 0;
  auto twice = [&calls] [[async::maybe]] (auto& s) -> async::maybe<async::mode_of<decltype(s)>, int> {
    ++calls;
    co_return co_await s.get() * 2;
  };
  source<async::blocking> b, c;
  source<async::suspending> s, t;
  ++s.n;
  ++t.n;
  int const one = twice(b), two = async::block_on(twice(s));
  int const three = apply(twice, c), four = async::block_on(apply(twice, t));
  std::printf("%d %d %d %d %d\n", one, two, three, four, calls);
}
