// noexcept is part of the type in both modes; noexcept(false) and conditional ones let errors out.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> sure() noexcept { co_return 1; }
  async::maybe<M, int> maybe() noexcept(false) { co_return co_await fails<M>(2); }
  async::maybe<M, int> conditional() noexcept(sizeof(M) > 100) { co_return co_await fails<M>(3); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  s<M> o;
  int sum = co_await o.sure();
  static_assert(noexcept(o.sure()) && !noexcept(o.maybe()) && !noexcept(o.conditional()));
  try {
    co_await o.maybe();
  } catch (int n) {
    sum += n * 10;
  }
  co_return sum + co_await o.conditional();
}
// CHECK: both: v2 v3 throws 3
int main() {
  both([]<class M>(M) { return use<M>(); });
}
