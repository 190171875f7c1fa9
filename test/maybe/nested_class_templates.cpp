// A marked class template in a marked class, with and without a mode of its own.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] outer {
  template <class T, int N = 2>
  struct [[async::maybe]] inner {
    T t;
    async::maybe<M, T> get() { co_return t + co_await value<M>(N); }
  };
  template <async::mode O>
  struct [[async::maybe]] other {
    async::maybe<O, int> get() { co_return co_await value<O>(7); }
  };
  async::maybe<M, int> all() {
    inner<int> i{4};
    inner<long, 5> j{4};
    other<M> o;
    other<async::blocking> fixed;
    co_return co_await i.get() + static_cast<int>(co_await j.get()) + co_await o.get() + fixed.get();
  }
};
// CHECK: both: v2 v5 v7 v7 = 29
int main() {
  both([]<class M>(M) {
    static outer<M> o;
    return o.all();
  });
}
