// Out-of-line members that call the template parameters by other names.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
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
template <async::mode N, class U>
int s<N, U>::plain() const {
  return 1;
}
template <async::mode N, class U>
async::maybe<N, int> s<N, U>::make(U u) {
  co_return co_await value<N>(u);
}
template <async::mode N, class U>
async::maybe<N, int> s<N, U>::only() requires std::integral<U> {
  co_return plain();
}
template <async::mode N, class U>
async::maybe<N, int> s<N, U>::sure() noexcept {
  co_return co_await make(2);
}
template <async::mode N, class U>
auto s<N, U>::trailing() & -> async::maybe<N, U> {
  co_return t + co_await only() + co_await sure();
}
// CHECK: both: v2 = 6
int main() {
  both([]<class M>(M) {
    static s<M, int> o;
    return o.trailing();
  });
}
