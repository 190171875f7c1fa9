// A parameter dies before what follows the call's full-expression, and after what is in it.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> take(noisy p) {
  say(p.name());
  co_return co_await value<M>(1);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int n = co_await take<M>(noisy{"p"}) + say("same");
  say("next");
  co_return n;
}
// CHECK: both: +p p v1 same -p next = 1
int main() {
  both([]<class M>(M) { return use<M>(); });
}
