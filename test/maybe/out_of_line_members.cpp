// Out-of-line members that are not maybe-async, static ones, and ones with other constraints.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/drop.hpp>
#include <concepts>
template <async::mode M, class T>
struct [[async::maybe]] s {
  int plain() const;
  static async::maybe<M, int> make(T t);
  async::maybe<M, int> only() requires std::integral<T>;
  async::maybe<M, int> sure() noexcept;
  auto trailing() & -> async::maybe<M, T>;
  T t = 3;
};
template <async::mode M, class T>
int s<M, T>::plain() const {
  return 1;
}
template <async::mode M, class T>
async::maybe<M, int> s<M, T>::make(T u) {
  co_return co_await value<M>(u);
}
template <async::mode M, class T>
async::maybe<M, int> s<M, T>::only() requires std::integral<T> {
  co_return plain();
}
template <async::mode M, class T>
async::maybe<M, int> s<M, T>::sure() noexcept {
  co_return co_await make(2);
}
template <async::mode M, class T>
auto s<M, T>::trailing() & -> async::maybe<M, T> {
  co_return t + co_await only() + co_await sure();
}
// CHECK: both: v2 = 6
int main() {
  both([]<class M>(M) {
    static s<M, int> o;
    return o.trailing();
  });
}
