// A drop that fails, drops on goto, break and continue, in loops, in handlers: equal traces.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/droppable.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  noisy plain{"plain"};
  auto first = co_await res<M>::open("first");
  for (int i = 0; i < 3; ++i) {
    res<M> each{"each", k == 1 && i == 1 ? 7 : 0};
    if (k == 2 && i == 0) continue;
    if (k == 2) break;
    if (k == 3) goto out;
    say(std::to_string(i));
  }
  try {
    res<M> tried{"tried"};
    co_await fails<M>(3);
  } catch (int n) {
    res<M> handler{"handler"};
    co_return n;
  }
out:
  co_return k;
}
// CHECK: both: +plain 0 drop-each v0 1 drop-each v0 drop-first v0 -plain throws 7
// CHECK-NEXT: both: +plain drop-each v0 drop-each v0 v3 drop-tried v0 drop-handler v0 drop-first v0 -plain = 3
// CHECK-NEXT: both: +plain drop-each v0 drop-first v0 -plain = 3
int main() {
  for (int k : {1, 2, 3})
    if (k == 1)
      both([]<class M>(M) { return use<M>(1); });
    else if (k == 2)
      both([]<class M>(M) { return use<M>(2); });
    else
      both([]<class M>(M) { return use<M>(3); });
}
