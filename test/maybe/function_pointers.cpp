// Pointers to both halves, chosen by the mode, called in tables and through parameters.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one(int n) {
  co_return co_await value<M>(n) + 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> two(int n) {
  co_return co_await value<M>(n) + 2;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  async::maybe<M, int> (*table[])(int) = {&one<M>, two<M>};
  int sum = 0;
  for (auto f : table) sum += co_await f(10);
  co_return sum + co_await (*table[0])(20);
}
static_assert(std::is_same_v<decltype(&one<async::blocking>), int (*)(int)>);
// CHECK: both: v10 v10 v20 = 44
int main() {
  both([]<class M>(M) { return all<M>(); });
}
