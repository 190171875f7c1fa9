// By-value parameters are objects of the callee's own, in both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> take(noisy p, std::string s, int n) {
  s += "x";
  n += co_await value<M>(static_cast<int>(s.size()));
  noisy local = std::move(p);
  say(local.name());
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  std::string s = "ab";
  noisy mine{"mine"};
  int n = 1;
  int r = co_await take<M>(std::move(mine), s, n);
  say(s);
  say("done");
  co_return r * 10 + n;
}
// CHECK: both: +mine v3 mine -mine ab done = 41
int main() {
  both([]<class M>(M) { return use<M>(); });
}
