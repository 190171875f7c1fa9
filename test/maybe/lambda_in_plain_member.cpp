// A marked lambda in a member that is not maybe-async.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  auto make() {
    return [] [[async::maybe]] (int n) -> async::maybe<M, int> { co_return co_await value<M>(n); };
  }
  async::maybe<M, int> f() {
    auto fn = make();
    co_return co_await fn(3);
  }
};
// CHECK: both: v3 = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.f();
  });
}
