// A result that is spelt by an alias template of the user's.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
using number = async::maybe<M, int>;
template <async::mode M>
[[async::maybe]] number<M> f(int n) {
  co_return co_await value<M>(n);
}
template <class T, async::mode M>
using swapped = async::maybe<M, T>;
template <async::mode M>
struct [[async::maybe]] s {
  swapped<int, M> get() { co_return co_await f<M>(2); }
};
// CHECK: both: v2 = 2
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.get();
  });
}
