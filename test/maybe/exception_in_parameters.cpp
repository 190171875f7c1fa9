// An error while arguments or a by-value parameter are made, and one in a constructor of a local.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
struct picky {
  explicit picky(int n) : n(n) {
    if (n < 0) throw n;
  }
  picky(picky&& o) : n(o.n) {}
  ~picky() { say("-picky" + std::to_string(n)); }
  int n;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> take(noisy const& a, int n) {
  picky local{n};
  say(a.name());
  co_return co_await value<M>(local.n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int k) {
  noisy outer{"outer"};
  int n = co_await take<M>(noisy{"t"}, k);
  co_return n + co_await take<M>(outer, -k);
}
// CHECK: both: +outer +t t v1 -picky1 -t -outer throws -1
int main() {
  both([]<class M>(M) { return f<M>(1); });
}
