// Member templates of marked and unmarked classes, defined out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/drop.hpp>
template <async::mode M>
struct [[async::maybe]] marked {
  template <class T>
  async::maybe<M, T> get(T t);
};
template <async::mode M>
template <class T>
async::maybe<M, T> marked<M>::get(T t) {
  co_return t + co_await value<M>(1);
}
struct plain {
  template <async::mode M>
  [[async::maybe]] async::maybe<M, int> get(int n);
  template <async::mode M>
  [[async::maybe]] static async::maybe<M, int> make(int n = 20);
};
template <async::mode M>
async::maybe<M, int> plain::get(int n) {
  marked<M> m;
  co_return n + co_await m.get(2);
}
template <async::mode M>
async::maybe<M, int> plain::make(int n) {
  co_return n + co_await plain{}.get<M>(100);
}
// CHECK: both: v1 = 123
int main() {
  both([]<class M>(M) { return plain::make<M>(); });
}
