// A braced list that is yielded beside objects with drops has the type of the elements.
// RUN: %run %s | FileCheck %s
#include "Inputs/droppable.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
#include <utility>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, std::pair<int, int>> rows() {
  res<M> t{"t"};
  co_yield {1, 2};
  co_yield {3, 4};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  int s = 0;
  for co_await (auto [a, b] : rows<M>()) s += a * b;
  co_return s;
}
int main() {
  both([]<class M>(M) { return run<M>(); });
}
// CHECK: both: {{.*}}= 14
