// A marked generic lambda, with a mode of the function around it.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto twice = [] [[async::maybe]] (auto x) -> async::maybe<M, decltype(x)> {
    co_return x + x + static_cast<decltype(x)>(co_await value<M>(1));
  };
  std::string s = std::to_string(co_await twice(4L));
  co_return co_await twice(3) * 100 + static_cast<int>(s.size());
}
// CHECK: both: v1 v1 = 701
int main() {
  both([]<class M>(M) { return use<M>(); });
}
