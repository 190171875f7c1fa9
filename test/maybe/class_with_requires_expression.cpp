// A constraint that is no concept: it gets a name, so that the blocking class is the stricter one.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M, int N>
  requires(N > 0)
struct [[async::maybe]] ring {
  async::maybe<M, int> get() { co_return co_await value<M>(N); }
};
// CHECK: both: v3 = 3
int main() {
  both([]<class M>(M) {
    static ring<M, 3> r;
    return r.get();
  });
}
