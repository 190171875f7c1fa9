// f<M>() passes the mode on, fixed modes may be called too, through overloads and namespaces.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
namespace lib {
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get(int n) {
  co_return co_await value<M>(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get(std::string const& s) {
  co_return co_await get<M>(static_cast<int>(s.size()));
}
namespace inner {
using lib::get;
}
}  // namespace lib
namespace alias = lib::inner;
template <class T, async::mode M, int N = 3>
[[async::maybe]] async::maybe<M, T> use() {
  using lib::get;
  T sum = co_await get<M>(N) + co_await alias::get<M>("four") + co_await ::lib::get<M>(std::string("x"));
  sum += lib::get<async::blocking>(9);
  co_return sum;
}
// CHECK: both: v3 v4 v1 v9 = 17
int main() {
  both([]<class M>(M) { return use<long, M>(); });
}
