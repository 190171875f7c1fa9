// Labels that jump past a declaration.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct res {
  [[async::drop]] async::task<void> close();
  res(res&&) = delete;
  res() = default;
};
async::task<void> f(int n) {
  switch (n) {
    case 1:
      // CHECK: errors/jumps.cpp:[[@LINE+1]]:11: error: 'r' of type 'res' has an async drop that cannot be awaited at the end of a 'switch' where a later label jumps past it
      res r;
      break;
    case 2:
      break;
  }
  co_return;
}
async::task<void> g(int n) {
  if (n) goto out;
  // CHECK: errors/jumps.cpp:[[@LINE+1]]:7: error: 's' of type 'res' has an async drop that cannot be awaited at the end of a block that a 'goto' jumps into
  res s;
out:
  co_return;
}
