// An `else` that is taken out leaves one behind where another would take its `if`.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(bool c) {
  if (c)
    if constexpr (M::is_async)
      say("x");
    else
      say("x");
  else
    say("z");
  co_return 1;
}
// CHECK: both: x = 1
// CHECK-NEXT: both: z = 1
int main() {
  both([]<class M>(M) { return f<M>(true); });
  both([]<class M>(M) { return f<M>(false); });
}
