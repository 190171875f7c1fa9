// A closure that is a coroutine, behind another await: g++ 12 awaits its task twice. One that captures by `=` in a
// template: it destroys what that owns twice.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <string>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> a(int n) {
  co_return n;
}
template <async::mode M, class F>
[[async::maybe]] async::maybe<M, int> call(F f) {
  co_return f();
}
int plus(int x, int y) { return x + y; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> operands() {
  // CHECK: auto form1_ = [&]() -> decltype(auto) { return [&] () -> async::maybe<M, int> { co_return z; }; };{{.*}} + co_await form1_()
  int z = 2;
  co_return co_await a<M>(1) + co_await [&] [[async::maybe]] () -> async::maybe<M, int> { co_return z; }();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> arguments() {
  int const n =
      plus(co_await a<M>(1), co_await [] [[async::maybe]] (int x) -> async::maybe<M, int> { co_return co_await a<M>(x); }(4));
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> copies() {
  std::string s(100, 'x');
  co_return co_await call<M>([=] { return static_cast<int>(s.size()); }) + 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> generic() {
  std::string s(100, 'x');
  co_return co_await call<M>([=](auto... x) { return static_cast<int>((s.size() + ... + x)); });
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  int n = co_await operands<M>();
  n = 10 * n + co_await arguments<M>();
  n = 1000 * n + co_await copies<M>();
  n = 1000 * n + co_await generic<M>();
  co_return n;
}
int main() {
  std::printf("%d %d\n", all<async::blocking>(), async::block_on(all<async::suspending>()));
}
// OUT: 35101100 35101100
