// Other attributes stay, wherever the mark stands: in one list, in two, behind the name.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[nodiscard, async::maybe]] async::maybe<M, int> one() {
  co_return co_await value<M>(1);
}
template <async::mode M>
[[async::maybe]] [[gnu::noinline]] async::maybe<M, int> two() {
  co_return co_await value<M>(2);
}
template <async::mode M>
async::maybe<M, int> three [[async::maybe]] () {
  co_return co_await value<M>(3);
}
template <async::mode M>
struct alignas(64) [[using async: maybe]] four {
  async::maybe<M, int> get() { co_return co_await value<M>(alignof(four)); }
};
static_assert(alignof(four<async::blocking>) == 64 && alignof(four<async::suspending>) == 64);
template <async::mode M>
[ [ async :: maybe ] ] static inline async::maybe<M, int> all() {
  four<M> f;
  co_return co_await one<M>() + co_await two<M>() + co_await three<M>() + co_await f.get();
}
// CHECK: both: v1 v2 v3 v64 = 70
int main() {
  both([]<class M>(M) { return all<M>(); });
}
