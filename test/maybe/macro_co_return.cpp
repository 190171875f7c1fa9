// A `co_return` from the definition of a macro.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#define RETURN co_return
#define TRY(e) \
  do { \
    if (int n_ = co_await (e)) co_return n_; \
  } while (false)
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  TRY(value<M>(k));
  RETURN co_await value<M>(5);
}
// CHECK: both: v0 v5 = 5
// CHECK: both: v2 = 2
int main() {
  both([]<class M>(M) { return use<M>(0); });
  both([]<class M>(M) { return use<M>(2); });
}
