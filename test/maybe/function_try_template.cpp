// A function template whose body is a try block.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() try {
  co_return co_await fails<M>(3);
} catch (int n) {
  co_return n + 1;
}
// CHECK: both: v3 = 4
int main() {
  both([]<class M>(M) { return f<M>(); });
}
