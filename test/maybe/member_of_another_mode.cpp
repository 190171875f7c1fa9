// A member template may have another mode than its class.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  using async_mode = M;
  template <class R>
  async::maybe<async::mode_of<R>, int> copy(R& r) {
    co_return co_await r.f();
  }
  async::maybe<M, int> f() { co_return co_await value<M>(1); }
};
// CHECK: both: v1 = 1
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.copy(o);
  });
}
