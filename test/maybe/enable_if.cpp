// What std::enable_if_t names is the result, as an alias of it is.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <type_traits>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> one() {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return 1;
  }
  template <class T>
  std::enable_if_t<std::is_integral_v<T>, async::maybe<M, T>> get() {
    co_return static_cast<T>(co_await one() + 1);
  }
  template <class T>
  typename std::enable_if<!std::is_integral_v<T>, async::maybe<M, T>>::type get() {
    co_return static_cast<T>(co_await one()) / 2;
  }
};
// CHECK: source for modes that block
// CHECK: return static_cast<T>(one() + 1);
template <class S>
[[async::maybe]] auto twice(S& s) -> std::enable_if_t<sizeof(S) != 0, async::maybe<async::mode_of<S>, int>> {
  co_return co_await s.template get<int>() * 2;
}
// CHECK: return s.template get<int>() * 2;
int main() {
  source<async::blocking> b;
  source<async::suspending> s;
  // OUT: 4 0.5
  std::printf("%d %g\n", twice(b), b.get<double>());
  // OUT: 4 0.5
  std::printf("%d %g\n", async::block_on(twice(s)), async::block_on(s.get<double>()));
}
