// Move-only results, parameters and captures.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <memory>
template <async::mode M>
[[async::maybe]] async::maybe<M, std::unique_ptr<int>> make(int n) {
  auto p = std::make_unique<int>(co_await value<M>(n));
  co_return p;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::unique_ptr<int>> pass(std::unique_ptr<int> p) {
  ++*p;
  co_return p;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto p = co_await pass<M>(co_await make<M>(3));
  auto q = co_await pass<M>(std::move(p));
  auto fn = [q = std::move(q)] [[async::maybe]] () -> async::maybe<M, int> {
    co_return *q + co_await value<M>(1);
  };
  co_return co_await fn() + (p ? 100 : 0);
}
// CHECK: both: v3 v1 = 6
int main() {
  both([]<class M>(M) { return use<M>(); });
}
