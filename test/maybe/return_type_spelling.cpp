// Results as a trailing type, by a member alias.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] auto trailing(int n) -> async::maybe<M, int> {
  co_return co_await value<M>(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> alias(int n) {
  co_return co_await trailing<M>(n) + 1;
}
template <async::mode M>
struct [[async::maybe]] s {
  template <class T>
  using result = async::maybe<M, T>;
  using count = result<int>;
  result<long> member(int n) { co_return co_await alias<M>(n) + 1; }
  auto trailing_member(int n) const -> async::maybe<M, int> { co_return co_await value<M>(n); }
  count plain(int n) { co_return static_cast<int>(co_await member(n)) + co_await trailing_member(9); }
};
// CHECK: both: v1 v9 = 12
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.plain(1);
  });
}
