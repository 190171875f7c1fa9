// Awaits in conditions that declare, in all parts of for, and nested loops with labels.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  int sum = 0;
  for (int i = co_await value<M>(2); int left = co_await value<M>(i); --i) sum += left;
  for (int i = 0; i < 3; i += co_await value<M>(2))
    for (int k = 0; k < co_await value<M>(1); ++k) {
      if (i == 2) goto done;
      sum += 10;
    }
done:
  if (int n = co_await value<M>(0); n || co_await value<M>(1)) sum += 100;
  switch (co_await value<M>(1)) {
    case 0: co_return -1;
    case 1: {
      int n = co_await value<M>(5);
      sum += n;
    }
  }
  co_return sum;
}
// CHECK: both: v2 v2 v1 v0 v1 v1 v2 v1 v0 v1 v1 v5 = 118
int main() {
  both([]<class M>(M) { return f<M>(); });
}
