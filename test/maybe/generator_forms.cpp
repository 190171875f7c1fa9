// Generators: recursive ones, early co_return, references, an init-statement, bindings, members.
// RUN: PCH=no %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
#include <map>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> down(int n) {
  if (n == 0) co_return;
  co_yield co_await value<M>(n);
  for co_await (int x : down<M>(n - 1)) co_yield x * 10;
}
template <async::mode M>
struct [[async::maybe]] table {
  std::map<int, int> rows{{1, 2}, {3, 4}};
  async::maybe_generator<M, std::pair<int, int>> all() {
    for (auto [k, v] : rows) co_yield std::pair{k, v + co_await value<M>(0)};
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int sum = 0;
  for co_await (int x : down<M>(3)) sum += x;
  table<M> t;
  for co_await (auto const& [k, v] : t.all()) {
    if (k == 3) continue;
    sum += 1000 * v;
  }
  for co_await (int times = 2; auto&& x : down<M>(2)) {
    sum += times * x;
    if (--times == 0) break;
  }
  co_return sum;
}
// CHECK: both: v3 v2 v1 v0 v0 v2 v1 = 2137
int main() {
  both([]<class M>(M) { return use<M>(); });
}
