// A member class that is defined out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  struct later;
  async::maybe<M, int> get();
};
template <async::mode M>
struct s<M>::later {
  int k = 5;
};
template <async::mode M>
async::maybe<M, int> s<M>::get() {
  later l;
  co_return co_await value<M>(1) + l.k;
}
// CHECK: both: v1 = 6
int main() {
  both([]<class M>(M) {
    static s<M> b;
    return b.get();
  });
}
