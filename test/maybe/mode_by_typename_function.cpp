// A function whose mode is spelt with `typename`.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> get() { co_return co_await value<M>(1); }
};
template <class R>
[[async::maybe]] async::maybe<typename R::async_mode, int> twice(R& r) {
  co_return 2 * co_await r.get();
}
// CHECK: both: v1 = 2
int main() {
  both([]<class M>(M) {
    static source<M> s;
    return twice(s);
  });
}
