// Loops, switch with an initialiser, goto, do-while, labels and attributes on statements.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <vector>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int sum = 0;
  switch (int k = co_await value<M>(2); k) {
    case 1:
      sum = 1000;
      break;
    [[likely]] case 2:
      sum += co_await value<M>(k);
      [[fallthrough]];
    default:
      sum += 10;
  }
  do
    sum += 1;
  while (co_await value<M>(sum) < 14);
again:
  if (co_await value<M>(sum) < 16) {
    ++sum;
    goto again;
  }
  for (int i : std::vector<int>{1, 2, 3}) {
    if (i == 2) continue;
    if (co_await value<M>(i) == 3) break;
  }
  for (auto v = std::vector<int>{5, 6}; int i : v) sum += i;
  while (auto n = co_await value<M>(0)) sum += n;
  [[maybe_unused]] auto unused = co_await value<M>(99);
  if (co_await value<M>(1)) [[likely]]
    co_return sum;
  else
    co_return 0;
}
// CHECK: both: v2 v2 v13 v14 v14 v15 v16 v1 v3 v0 v99 v1 = 27
int main() {
  both([]<class M>(M) { return use<M>(); });
}
