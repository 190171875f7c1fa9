// A trait by CRTP: the base's provided method awaits the derived class's.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M, class Self>
struct [[async::maybe]] countable {
  async::maybe<M, int> count() {
    int n = 0;
    while (co_await static_cast<Self*>(this)->next()) ++n;
    co_return n;
  }
};
template <async::mode M>
struct [[async::maybe]] down : countable<M, down<M>> {
  int left = 2;
  async::maybe<M, bool> next() { co_return co_await value<M>(left--) > 0; }
};
// CHECK: both: v2 v1 v0 = 2
int main() {
  both([]<class M>(M) {
    static down<M> d;
    return d.count();
  });
}
