// An await in a macro's definition is expanded in the blocking half.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#define AWAIT co_await
#define GET(n) co_await value<M>(n)
#define TRY(e) do { if (int n_ = co_await (e)) throw n_; } while (false)
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  int a = AWAIT value<M>(1) + GET(2);
  if (k == 1) co_return a;
  TRY(value<M>(0));
  TRY(value<M>(k));
  co_return GET(5);
}
// CHECK: both: v1 v2 = 3
// CHECK-NEXT: both: v1 v2 v0 v9 throws 9
// CHECK-NEXT: both: v1 v2 v0 v0 v5 = 5
int main() {
  both([]<class M>(M) { return use<M>(1); });
  both([]<class M>(M) { return use<M>(9); });
  both([]<class M>(M) { return use<M>(0); });
}
