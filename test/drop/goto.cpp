// goto out of a scope, backwards and forwards.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
// OUT: drop x
// OUT: drop x
// OUT: drop x
// OUT: done 3
START {
  int n = 0;
again: {
  traced x{"x"};
  if (++n < 3) goto again;
  if (n == 3) goto out;
  say("not here");
}
out:
  co_await async::this_task::yield();
  std::printf("done %d\n", n);
}
