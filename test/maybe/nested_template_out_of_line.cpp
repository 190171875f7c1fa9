// A member of a marked class in a class template, defined out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <class T>
struct outer {
  template <async::mode M>
  struct [[async::maybe]] inner {
    async::maybe<M, T> get(T t);
  };
};
template <class T>
template <async::mode M>
async::maybe<M, T> outer<T>::inner<M>::get(T t) {
  co_return t + co_await value<M>(2);
}
// CHECK: both: v2 = 7
int main() {
  both([]<class M>(M) {
    static outer<int>::inner<M> i;
    return i.get(5);
  });
}
