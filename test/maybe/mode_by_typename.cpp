// A class whose mode is spelt with `typename`.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> get() { co_return co_await value<M>(1); }
};
template <class S>
struct [[async::maybe]] buffered {
  S s;
  async::maybe<typename S::async_mode, int> get() { co_return co_await s.get() + 1; }
};
// CHECK: both: v1 = 2
int main() {
  both([]<class M>(M) {
    static buffered<source<M>> s;
    return s.get();
  });
}
