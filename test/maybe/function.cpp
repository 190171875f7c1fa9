// A marked function template becomes two, told apart by a requires-clause; the mode is deduced, or f<M>().
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/reader.hpp"

template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, std::size_t> count(R& r) {
  auto all = co_await r.read_all();
  co_return all.size();
}
// CHECK: count(R& r) requires async::suspending_mode<typename async::mode_of<R>> {
// CHECK: // {{\[\[}}async::maybe]]: count for modes that block
// CHECK: count(R& r) requires async::blocking_mode<typename async::mode_of<R>> {
// CHECK-NEXT: auto all = r.read_all();
// CHECK-NEXT: return all.size();
template <async::mode M>
[[async::maybe]] async::maybe<M, int> fib(int n) {
  if (n < 2) co_return n;
  co_return co_await fib<M>(n - 1) + co_await fib<M>(n - 2);
}
template <async::mode M, class... T>
  requires(sizeof...(T) > 0)
[[async::maybe]] auto sum(T... values) -> async::maybe<M, int> {
  co_await fib<M>(1);
  co_return (values + ...);
}
int blocking() {
  memory<async::blocking> b{"abc"};
  return static_cast<int>(count(b)) + fib<async::blocking>(10) + sum<async::blocking>(1, 2);
}
// OUT: 61 61
[[async::main(async::current_thread)]] async::task<int> start() {
  memory<async::suspending> a{"abc"};
  auto n = co_await count(a);
  n += static_cast<std::size_t>(co_await fib<async::suspending>(10));
  n += static_cast<std::size_t>(co_await sum<async::suspending>(1, 2));
  std::printf("%d %zu\n", blocking(), n);
  auto pointer = &fib<async::blocking>;
  co_return pointer(0);
}
