// Drops in maybe-async bodies: locals, parameters, members, arguments, errors; equal traces.
// RUN: %run %s | FileCheck %s
#include "Inputs/droppable.hpp"
template <async::mode M>
struct holder {
  res<M> first{"first"}, second{"second"};
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> take(res<M> p, int k) {
  holder<M> h;
  if (k == 2) co_await fails<M>(5);
  co_return co_await p.get(1) + co_await h.first.get(k);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  noisy plain{"plain"};
  int sum = 0;
  {
    auto early = co_await res<M>::open("early");
    sum += co_await early.get(9);
  }
  for (res<M> r{"loop"}; sum < 20; sum += 10) {
    if (k == 1) break;
  }
  sum += co_await take<M>(res<M>{"p"}, k);
  co_return sum;
}
// CHECK: both: +plain v9 drop-early v0 drop-loop v0 v1 v1 drop-second v0 drop-first v0 drop-p v0 -plain = 11
// CHECK-NEXT: both: +plain v9 drop-early v0 drop-loop v0 v5 drop-second v0 drop-first v0 drop-p v0 -plain throws 5
int main() {
  both([]<class M>(M) { return use<M>(1); });
  both([]<class M>(M) { return use<M>(2); });
}
