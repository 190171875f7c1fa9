// A friend declaration of a marked function template, in a marked class and in another one, names both halves.
// RUN: %lower | FileCheck %s --check-prefix=TEXT
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"

template <async::mode M> class [[async::maybe]] box;
template <async::mode M> [[async::maybe]] async::maybe<M, int> peek(box<M>& b);
template <async::mode M> class box {
  // TEXT: template <async::mode N> friend async::maybe<N, int> peek(box<N>& b) requires async::suspending_mode<N>;
  // TEXT: template <async::mode N> friend async::maybe<N, int> peek(box<N>& b) requires async::blocking_mode<N>;
  template <async::mode N> friend async::maybe<N, int> peek(box<N>& b);
  async::maybe<M, int> own() { co_return 1; }
  int n = 7;
};
class other {
  template <async::mode N> friend async::maybe<N, int> look(other& o);
  int n = 8;
};
template <async::mode M> async::maybe<M, int> peek(box<M>& b) { co_return co_await value<M>(b.n); }
template <async::mode M> [[async::maybe]] async::maybe<M, int> look(other& o) { co_return co_await value<M>(o.n); }
template <async::mode M> [[async::maybe]] async::maybe<M, int> run() {
  box<M> b;
  other o;
  co_return co_await peek(b) + co_await look<M>(o);
}
int main() {
  both([]<class M>(M) { return run<M>(); });
}
// CHECK: both: v7 v8 = 15
