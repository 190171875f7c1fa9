// noexcept and a body that is a try block.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> run() noexcept try {
    co_return co_await fails<M>(3);
  } catch (int n) {
    co_return n + 1;
  }
};
// CHECK: both: v3 = 4
int main() {
  both([]<class M>(M) {
    static s<M> b;
    return b.run();
  });
}
