// Lowered text is C++ that asyncc leaves as it is.
// RUN: %lower > %t.cpp
// RUN: %asyncc --no-line %t.cpp -- %flags -I%S > %t.again.cpp
// RUN: diff %t.cpp %t.again.cpp
// RUN: %run %t.cpp -I%S | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> get(int n) { co_return co_await value<M>(n); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  s<M> o;
  co_return co_await o.get(1) + co_await o.get(2);
}
// CHECK: both: v1 v2 = 3
int main() {
  both([]<class M>(M) { return use<M>(); });
}
