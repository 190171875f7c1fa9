// Members of an awaited value: data, functions, pointers, chains of awaits.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <memory>
#include <vector>
template <async::mode M>
struct [[async::maybe]] node {
  int n = 1;
  std::vector<int> list{4, 5, 6};
  async::maybe<M, node> next() const { node made;
    made.n += co_await value<M>(n) + n - 1;
    made.list = std::vector<int>(2, n);
    co_return made; }
  async::maybe<M, std::unique_ptr<node>> heap() const { co_return std::make_unique<node>(*this); }
  async::maybe<M, node const&> self() const { co_return *this; }
  int plain() const { return n; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  node<M> a;
  int sum = (co_await a.next()).n;
  sum += (co_await (co_await a.next()).next()).plain();
  sum += (co_await a.heap())->n + (co_await a.self()).list[1];
  sum += (co_await (co_await a.heap())->next()).list.front();
  sum += (co_await a.self()).list.at(static_cast<std::size_t>(co_await value<M>(2)));
  co_return sum + static_cast<int>((co_await a.next()).list.size());
}
// CHECK: both: v1 v1 v2 v1 v2 v1 = 21
int main() {
  both([]<class M>(M) { return use<M>(); });
}
