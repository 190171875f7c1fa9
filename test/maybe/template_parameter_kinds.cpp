// Every kind of template parameter in a marked class: types, values, templates, packs, constrained.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <concepts>
#include <vector>
template <class T>
struct box {
  T t;
};
template <class T, async::mode M, template <class...> class List, std::integral I, auto N, T... Rest>
struct [[async::maybe]] s final {
  List<T> list{N, Rest...};
  async::maybe<M, I> sum() {
    I total = 0;
    for (auto i : list) total += static_cast<I>(co_await value<M>(i));
    co_return total + static_cast<I>(sizeof...(Rest));
  }
};
template <async::mode M, template <class> class Box = box, class... T>
struct [[async::maybe]] many {
  async::maybe<M, int> get(Box<T>... boxes) { co_return (0 + ... + co_await value<M>(boxes.t)); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  s<int, M, std::vector, long, 1, 2, 3> o;
  many<M, box, int, short> m;
  co_return static_cast<int>(co_await o.sum()) + co_await m.get({4}, {5});
}
// CHECK: both: v1 v2 v3 v4 v5 = 17
int main() {
  both([]<class M>(M) { return use<M>(); });
}
