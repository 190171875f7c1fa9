// The clause of a declaration stands apart from the word before it.
// RUN: %lower > %t.cpp
// RUN: %run %t.cpp -I%source/test/maybe | FileCheck %s
// RUN: FileCheck %s --check-prefix=TEXT --input-file=%t.cpp
// TEXT: get(int n) const requires async::suspending_mode<M>;
#include "Inputs/both.hpp"
struct plain {
  template <async::mode M>
  [[async::maybe]] async::maybe<M, int> get(int n) const;
};
template <async::mode M>
async::maybe<M, int> plain::get(int n) const {
  co_return co_await value<M>(n);
}
// CHECK: both: v1 = 1
int main() {
  both([]<class M>(M) { return plain{}.get<M>(1); });
}
