// A discarded await of a reference or of a member warns in neither mode.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  int n = 3;
  async::maybe<M, int&> ref() { co_return n; }
  async::maybe<M, bool> ready() const { co_return n > 0; }
  async::maybe<M, int> use() {
    co_await ref();
    co_await ready();
    (void)co_await ref();
    if ((co_await ready())) co_await ref() += 1;
    co_return n;
  }
};
// CHECK: both: = 4
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.use();
  });
}
