// A droppable member of a droppable class; an optional one; moved-from ones are left out.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/droppable.hpp"
#include <optional>
template <async::mode M>
struct [[async::maybe]] owner {
  using async_mode = M;
  res<M> inner;
  std::optional<res<M>> extra;
  async::maybe<M, int> use() { co_return co_await inner.get(1) + (extra ? co_await extra->get(2) : 0); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  owner<M> a{res<M>{"a"}, std::nullopt};
  owner<M> b{res<M>{"b"}, res<M>{"extra"}};
  res<M> taken = std::move(a.inner);
  co_return co_await a.use() + co_await b.use();
}
// CHECK: both: v1 v1 v2 drop-a v0 drop-extra v0 drop-b v0 = 4
int main() {
  both([]<class M>(M) { return use<M>(); });
}
