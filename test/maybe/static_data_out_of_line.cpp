// A static data member that is defined out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  static int count;
  async::maybe<M, int> get() { co_return ++count; }
};
template <async::mode M>
int s<M>::count = 3;
// CHECK: both: = 4
int main() {
  both([]<class M>(M) {
    static s<M> b;
    return b.get();
  });
}
