// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode In, async::mode Out>
struct [[async::maybe]] copier {
  async::maybe<In, int> read() { co_return 1; }
  // CHECK: errors/two_modes.cpp:[[@LINE+1]]:27: error: 'write' has the mode 'Out', but 'copier' is emitted once for each kind of 'In', which other members have; make it a marked function template of its own, or give each mode a class [async-maybe-two-modes]
  async::maybe<Out, void> write(int) { co_return; }
  template <async::mode M>
  async::maybe<M, int> third() { co_return 3; }
};
// CHECK-NOT: error:
