// Out-of-line definitions in a file that is included behind the header.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/store.hpp"
#include "Inputs/store.ipp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto s = co_await store<M>::open(3);
  co_return co_await s.get(4) + static_cast<int>((co_await s.text()).size());
}
// CHECK: both: = 8
int main() {
  both([]<class M>(M) { return use<M>(); });
}
