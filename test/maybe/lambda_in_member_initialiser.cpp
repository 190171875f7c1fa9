// A marked lambda in a default member initialiser.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <functional>
template <async::mode M>
struct [[async::maybe]] s {
  std::function<async::maybe<M, int>(int)> fn =
      [] [[async::maybe]] (int n) -> async::maybe<M, int> { co_return co_await value<M>(n); };
  async::maybe<M, int> f() { co_return co_await fn(3); }
};
// CHECK: both: v3 = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.f();
  });
}
