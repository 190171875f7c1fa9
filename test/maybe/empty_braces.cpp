// `co_return {}` gives an empty value in both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> none() {
  co_return {};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  co_return static_cast<int>((co_await none<M>()).size());
}
// CHECK: both: = 0
int main() {
  both([]<class M>(M) { return use<M>(); });
}
