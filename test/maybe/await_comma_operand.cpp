// The right side of a comma in the operand of an await is awaited.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> get() { co_return 4; }
  async::maybe<M, int> run() { co_return co_await (say("left"), get()); }
};
// CHECK: both: left = 4
int main() {
  both([]<class M>(M) {
    static s<M> b;
    return b.run();
  });
}
