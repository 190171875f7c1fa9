// &C::f and its decltype have each mode's own type, overloads and statics included.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> f(int n) { co_return co_await value<M>(n); }
  async::maybe<M, long> g() const noexcept { co_return 1; }
  static async::maybe<M, int> h(char) { co_return 2; }
  virtual async::maybe<M, void> v() & { co_return; }
  virtual ~s() = default;
};
using B = s<async::blocking>;
using S = s<async::suspending>;
static_assert(std::is_same_v<decltype(&B::f), int (B::*)(int)>);
static_assert(std::is_same_v<decltype(&S::f), async::task<int> (S::*)(int)>);
static_assert(std::is_same_v<decltype(&B::g), long (B::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&S::g), async::task<long> (S::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&B::h), int (*)(char)>);
static_assert(std::is_same_v<decltype(&S::v), async::task<void> (S::*)() &>);
static_assert(std::is_same_v<decltype(&B::v), void (B::*)() &>);
// CHECK: both: v3 = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    auto member = &s<M>::f;
    return (o.*member)(3);
  });
}
