// Headers that only the blocking half needs are included.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  template <class T>
  async::maybe<M, T> get(T t);
};
template <async::mode M>
template <class T>
async::maybe<M, T> s<M>::get(T t) {
  co_return t + co_await value<M>(1);
}
// CHECK: both: v1 = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.get(2);
  });
}
