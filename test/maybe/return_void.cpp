// co_return of void: alone, of a void call, of an awaited void call; return of a call.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, void> f(int k) {
  if (k == 0) co_return;
  if (k == 1) co_return (void)say("void");
  if (k == 2) co_return co_await f<M>(1);
  say("end");
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> pass(int k) {
  return f<M>(k);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  for (int k = 0; k < 4; ++k) co_await pass<M>(k);
  co_return 1;
}
// CHECK: both: void void end = 1
int main() {
  both([]<class M>(M) { return all<M>(); });
}
