// The mode of a closure that awaits has its name where the result is written by an alias template.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
template <async::mode M>
using maybe_int = async::maybe<M, int>;
template <class R>
using result_for = async::maybe<async::mode_of<R>, int>;

// CHECK-NOT: type-parameter
template <async::mode M>
[[async::maybe]] maybe_int<M> either(int k) {
  co_return k > 0 ? co_await value<M>(k) : -1;
}
template <async::mode M>
struct [[async::maybe]] owner {
  using async_mode = M;
  using result = async::maybe<M, int>;
  maybe_int<M> chain(int k) {
    bool b = k && co_await value<M>(k) && co_await value<M>(0);
    co_return b + (k > 0 ? co_await value<M>(k) : -1);
  }
  result member(int k) { co_return k > 0 ? co_await value<M>(k) : -1; }
  struct [[async::maybe]] inner {
    int left = 1;
    maybe_int<M> next() { co_return left-- > 0 ? co_await value<M>(1) : -1; }
  };
};
template <class R>
[[async::maybe]] result_for<R> drain(R& r, int k) {
  co_return k && co_await r.member(k);
}
template <async::mode M>
[[async::maybe]] maybe_int<M> run() {
  owner<M> o;
  typename owner<M>::inner i;
  int sum = co_await either<M>(1);
  sum += 10 * co_await o.chain(2);
  sum += 100 * co_await o.member(3);
  sum += 1000 * co_await i.next();
  co_return sum + 10000 * co_await drain(o, 4);
}
// OUT: both: v1 v2 v0 v2 v3 v1 v4 = 11321
int main() {
  both([]<class M>(M) { return run<M>(); });
}
