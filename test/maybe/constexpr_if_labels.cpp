// Branches as the statement of a loop, a label, a case, a braceless if, with else chains.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  int sum = 0;
  for (int i = 0; i < 2; ++i)
    if constexpr (M::is_async)
      sum += co_await value<M>(1);
    else
      sum += co_await value<M>(1);
  switch (k) {
    case 1:
      if constexpr (M::is_async) sum += 10;
      if constexpr (!M::is_async) sum += 10;
      break;
    default:
      if constexpr (M::is_async) {
        sum += 20;
      } else
        sum += 20;
  }
  do
    if constexpr (!M::is_async) {
      sum += 100;
    } else {
      sum += 100;
    }
  while (sum < 200);
end:
  if constexpr (M::is_async)
    if (sum > 400) co_return sum;
  if constexpr (!M::is_async)
    if (sum > 400) co_return sum;
  sum += 100;
  goto end;
}
// CHECK: both: v1 v1 = 412
// CHECK-NEXT: both: v1 v1 = 422
int main() {
  both([]<class M>(M) { return use<M>(1); });
  both([]<class M>(M) { return use<M>(2); });
}
