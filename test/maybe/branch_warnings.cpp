// What only one mode uses is no unused thing in the other: types, labels, what is set and not read, bindings, parameters of
// lambdas.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <class... T>
void use(T const&... x) {
  (std::printf("%d ", static_cast<int>(x)), ...);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one() {
  co_return 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int p) {
  // CHECK: using unit {{\[\[}}maybe_unused]] = long;
  using unit = long;
  // CHECK: {{\[\[}}maybe_unused]] typedef int other;
  typedef int other;
  if constexpr (M::is_async) use(unit{2}, other{3});
  switch (int q = co_await one<M>()) {
    case 1:
      if constexpr (M::is_async) use(q);
      break;
    default:
      break;
  }
  auto [a, b] = std::pair{co_await one<M>(), 4};
  if constexpr (M::is_async) use(a, b);
  auto l = [](int x) {
    if constexpr (M::is_async) use(x);
  };
  l(5);
  int total = 0;
  for (int i = 0; i < 3; ++i) total += i;
  int length{};
  length = 4;
  if constexpr (M::is_async) {
    if (p) use(total, length);
  }
  if constexpr (M::is_async) {
    if (p > 3) goto out;
  }
  p += co_await one<M>();
out:
  // CHECK: out: __attribute__((unused));
  p += 1;
  co_return p;
}
int main() {
  std::printf("%d\n", f<async::blocking>(1));
  std::printf("%d\n", async::block_on(f<async::suspending>(4)));
}
// OUT: 3
// OUT-NEXT: 2 3 1 1 4 5 3 4 5
