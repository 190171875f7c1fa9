// Inherited traits: using-declarations, this->, an alias of the base, qualified calls.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] base {
  virtual ~base() = default;
  async::maybe<M, int> get(int n) { co_return co_await value<M>(n); }
  virtual async::maybe<M, int> v() { co_return 1; }
};
template <async::mode M>
struct [[async::maybe]] derived : base<M> {
  using base<M>::get;
  using super = base<M>;
  async::maybe<M, int> get() {
    co_return co_await get(1) + co_await this->get(2) + co_await super::get(3) + co_await base<M>::v();
  }
  async::maybe<M, int> v() override { co_return co_await super::v() + 1; }
};
template <async::mode M>
struct [[async::maybe]] last final : derived<M> {
  async::maybe<M, int> v() final { co_return 10 * co_await derived<M>::v(); }
  async::maybe<M, int> all() { co_return co_await this->get() + co_await v(); }
};
// CHECK: both: v1 v2 v3 = 27
int main() {
  both([]<class M>(M) {
    static last<M> b;
    return b.all();
  });
}
