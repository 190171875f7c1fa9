// Each mode has a vtable of its own: overrides, final ones, a diamond, calls of a base's body.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] stream {
  virtual ~stream() = default;
  virtual async::maybe<M, int> get() = 0;
  virtual async::maybe<M, int> twice() { co_return 2 * co_await get(); }
};
template <async::mode M>
struct [[async::maybe]] left : virtual stream<M> {
  async::maybe<M, int> get() override { co_return co_await value<M>(1); }
};
template <async::mode M>
struct [[async::maybe]] right : virtual stream<M> {
  async::maybe<M, int> twice() override { co_return 100 + co_await stream<M>::twice(); }
};
template <async::mode M>
struct [[async::maybe]] both_of final : left<M>, right<M> {
  async::maybe<M, int> get() final { co_return 1 + co_await left<M>::get(); }
};
// CHECK: both: v1 = 104
int main() {
  both([]<class M>(M) {
    static both_of<M> b;
    stream<M>& s = b;
    return s.twice();
  });
}
