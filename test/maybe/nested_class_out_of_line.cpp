// A member of a nested class that is defined out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] outer {
  struct [[async::maybe]] inner {
    async::maybe<M, int> get();
    int n = 3;
  };
  async::maybe<M, int> get();
};
template <async::mode M>
async::maybe<M, int> outer<M>::inner::get() {
  co_return co_await value<M>(n);
}
template <async::mode M>
async::maybe<M, int> outer<M>::get() {
  inner i;
  co_return co_await i.get() + 1;
}
// CHECK: both: v3 = 4
int main() {
  both([]<class M>(M) {
    static outer<M> o;
    return o.get();
  });
}
