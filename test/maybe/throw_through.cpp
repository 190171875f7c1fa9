// Exceptions go through several functions, destroying what is alive, with equal traces.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> inner(noisy p) {
  noisy local{p.name()};
  co_return co_await fails<M>(7);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> outer() {
  noisy a{"a"};
  {
    noisy b{"b"};
    co_await inner<M>(noisy{"p"});
    say("never");
  }
  co_return 1;
}
// CHECK: both: +a +b +p +p v7 -p -p -b -a throws 7
int main() {
  both([]<class M>(M) { return outer<M>(); });
}
