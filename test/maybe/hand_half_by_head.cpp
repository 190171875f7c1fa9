// A half written by hand is known by the clause in its template head, too.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
  requires(M::is_async)
[[async::maybe]] async::maybe<M, int> f() {
  co_await async::this_task::yield();
  co_return 1;
}
template <async::mode M>
  requires(!M::is_async)
[[async::maybe]] async::maybe<M, int> f() { return 1; }
// CHECK: both: = 1
int main() {
  both([]<class M>(M) { return f<M>(); });
}
