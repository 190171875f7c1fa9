// template <?async M> in classes, functions, member templates, lambdas, with defaults and packs.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <?async M = async::suspending, class T = int>
struct [[async::maybe]] s {
  async::maybe<M, T> get() { co_return co_await value<M>(1); }
  template <? async N, class... A>
  [[async::maybe]] async::maybe<N, int> other(A... a) {
    co_return co_await value<N>(2) + (0 + ... + a);
  }
};
template <?async M>
[[async::maybe]] async::maybe<M, int> f();
template <?async M>
async::maybe<M, int> f() {
  s<M> o;
  co_return co_await o.get() + co_await o.template other<M>(10, 20);
}
// CHECK: both: v1 v2 = 33
int main() {
  both([]<?async M>(M) { return f<M>(); });
}
