// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct wire {
  virtual ~wire() = default;
  // CHECK: errors/virtual.cpp:[[@LINE+1]]:12: error: 'shutdown' is virtual and marked by itself, but its two forms differ by a requires-clause, which a virtual function cannot have; mark its class: 'class {{\[\[}}async::maybe]] wire', of which each mode has one of its own [async-maybe-virtual]
  [[async::maybe]] virtual async::maybe<M, void> shutdown() = 0;
};
template <async::mode M>
struct tcp : wire<M> {
  // CHECK: errors/virtual.cpp:[[@LINE+1]]:12: error: 'shutdown' is virtual and marked by itself
  [[async::maybe]] async::maybe<M, void> shutdown() override { co_return; }
};
template <async::mode M>
struct [[async::maybe]] marked {
  virtual ~marked() = default;
  [[async::maybe]] virtual async::maybe<M, void> shutdown() { co_return; }
};
// CHECK-NOT: error:
