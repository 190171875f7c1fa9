// One half by hand in a class; the other one is generated from the general function.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> get() requires(!M::is_async) { return say("by-hand", 1); }
  async::maybe<M, int> get() { co_return co_await value<M>(1); }
  async::maybe<M, int> put() requires(M::is_async) {
    co_await async::this_task::yield();
    co_return say("by-hand", 2);
  }
  async::maybe<M, int> put() { co_return co_await value<M>(2); }
  async::maybe<M, int> use() { co_return co_await get() + co_await put(); }
};
// CHECK: blocking: by-hand v2 = 3
// CHECK-NEXT: suspending: v1 by-hand = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.use();
  });
}
