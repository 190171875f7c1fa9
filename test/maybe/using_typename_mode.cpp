// A mode named by a using-declaration.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] base {
  using async_mode = M;
  async::maybe<M, int> f() { co_return co_await value<M>(1); }
};
template <async::mode M>
struct [[async::maybe]] derived : base<M> {
  using base_type = base<M>;
  using typename base_type::async_mode;
  async::maybe<async_mode, int> g();
};
template <async::mode M>
auto derived<M>::g() -> async::maybe<async_mode, int> {
  co_return co_await this->f() + 4;
}
// CHECK: both: v1 = 5
int main() {
  both([]<class M>(M) {
    static derived<M> o;
    return o.g();
  });
}
