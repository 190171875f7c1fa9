// A function template whose parameters are `auto`.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> read() { co_return co_await value<M>(3); }
};
[[async::maybe]] auto twice(auto& r) -> async::maybe<async::mode_of<decltype(r)>, int> {
  co_return 2 * co_await r.read();
}
// CHECK: both: v3 = 6
int main() {
  both([]<class M>(M) {
    static source<M> s;
    return twice(s);
  });
}
