// A discarded await of a [[nodiscard]] function.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  [[nodiscard]] async::maybe<M, int> flush() { co_return co_await value<M>(1); }
  async::maybe<M, int> use() {
    co_await flush();
    co_return 2;
  }
};
// CHECK: both: v1 = 2
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.use();
  });
}
