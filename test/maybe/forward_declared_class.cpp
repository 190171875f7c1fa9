// Default arguments that a forward declaration gives.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M = async::suspending, int N = 4>
struct [[async::maybe]] s;
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(s<M>& o);
template <async::mode M, int N>
struct s {
  async::maybe<M, int> get() { co_return co_await value<M>(N); }
};
template <async::mode M>
async::maybe<M, int> use(s<M>& o) {
  co_return co_await o.get();
}
// CHECK: both: v4 = 4
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return use<M>(o);
  });
}
