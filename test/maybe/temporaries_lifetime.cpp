// Temporaries live to the end of the full-expression, extended ones to the end of the block.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> look(noisy const& n, int k = 0) {
  say(n.name());
  co_return co_await value<M>(k);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, noisy> make(char const* name) {
  co_return noisy{name};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  co_await look<M>(noisy{"a"}), say("after");
  noisy const& extended = co_await make<M>("b");
  int n = co_await look<M>(co_await make<M>("c"), 2) + say("then", 1);
  if (co_await look<M>(noisy{"d"})) say("not");
  co_await look<M>(extended);
  co_return n;
}
// CHECK: both: +a a v0 after -a +b +c c v2 then -c +d d v0 -d b v0 -b = 3
int main() {
  both([]<class M>(M) { return use<M>(); });
}
