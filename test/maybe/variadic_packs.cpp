// Packs: expanded awaits, folds over the comma and over plus, sizeof..., none at all.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M, class... T>
[[async::maybe]] async::maybe<M, int> sum(T... values) {
  co_return (0 + ... + values);
}
template <async::mode M, int... N>
[[async::maybe]] async::maybe<M, int> each() {
  int total = 0;
  ((total += co_await value<M>(N)), ...);
  co_return total;
}
template <async::mode M, class First, class... Rest>
[[async::maybe]] async::maybe<M, int> recurse(First first, Rest... rest) {
  int n = co_await value<M>(first);
  if constexpr (sizeof...(rest) > 0) n += co_await recurse<M>(rest...);
  co_return n;
}
// CHECK: both: v1 v2 v3 v4 v5 v6 = 31
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  co_return co_await each<M, 1, 2, 3>() + co_await each<M>() + co_await recurse<M>(4, 5, 6) +
      co_await sum<M>(1, 2L, 'a' - 'a' + short{7}) + co_await sum<M>();
}
int main() {
  both([]<class M>(M) { return use<M>(); });
}
