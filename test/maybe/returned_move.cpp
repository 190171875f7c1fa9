// `co_return std::move(local)` becomes `return local`, of which no compiler warns.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <memory>
template <async::mode M>
[[async::maybe]] async::maybe<M, std::unique_ptr<int>> f() {
  auto p = std::make_unique<int>(co_await value<M>(1));
  co_return std::move(p);
}
// CHECK: both: v1 = 1
template <async::mode M>
[[async::maybe]] async::maybe<M, int> g() {
  co_return *co_await f<M>();
}
int main() {
  both([]<class M>(M) { return g<M>(); });
}
