// The mode comes from what is wrapped, through two layers, and by deduction in calls.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> read() { co_return co_await value<M>(2); }
};
template <class S>
struct [[async::maybe]] buffered {
  using async_mode = async::mode_of<S>;
  explicit buffered(S s) : inner(std::move(s)) {}
  S inner;
  async::maybe<async::mode_of<S>, int> read() { co_return 10 * co_await inner.read(); }
};
template <class A, class B>
[[async::maybe]] async::maybe<async::mode_of<A>, int> sum(A& a, B& b) {
  co_return co_await a.read() + co_await b.read();
}
// CHECK: both: v2 v2 v2 = 420
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  source<M> plain;
  buffered once{plain};
  buffered<buffered<source<M>>> twice{once};
  if constexpr (async::mode_of<decltype(twice)>::is_async) co_await async::this_task::yield();
  co_return co_await sum(once, twice) + 10 * co_await once.read();
}
int main() {
  both([]<class M>(M) { return use<M>(); });
}
