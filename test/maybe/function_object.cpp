// A function object with a maybe-async call operator is passed and called.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] adder {
  int base;
  async::maybe<M, int> operator()(int n) const { co_return base + co_await value<M>(n); }
};
template <async::mode M, class Fn>
[[async::maybe]] async::maybe<M, int> apply(Fn&& fn) {
  co_return co_await std::forward<Fn>(fn)(2);
}
// CHECK: both: v2 v2 = 34
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  adder<M> ten{10};
  co_return co_await apply<M>(ten) + co_await apply<M>(adder<M>{20});
}
int main() {
  both([]<class M>(M) { return use<M>(); });
}
