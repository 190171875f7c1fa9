// Structured bindings of awaited values: by value, by reference, in a range, in an if.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <map>
#include <tuple>
template <async::mode M>
[[async::maybe]] async::maybe<M, std::tuple<int, std::string>> pair(int n) {
  co_return std::tuple{co_await value<M>(n), std::string(3, 'x')};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::map<int, int>> table() {
  co_return std::map<int, int>{{1, 10}, {2, 20}};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto [a, s] = co_await pair<M>(1);
  auto&& [b, t] = co_await pair<M>(2);
  int sum = a + b + static_cast<int>(s.size() + t.size());
  for (auto const& [k, v] : co_await table<M>()) sum += k * v;
  if (auto [c, u] = co_await pair<M>(3); c == 3) sum += c * 1000;
  co_return sum;
}
// CHECK: both: v1 v2 v3 = 3059
int main() {
  both([]<class M>(M) { return use<M>(); });
}
