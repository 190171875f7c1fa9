// Friends defined in the class, operators among them, in both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
class [[async::maybe]] number {
 public:
  using async_mode = M;
  explicit number(int n) : n_(n) {}
  friend async::maybe<M, int> operator+(number const& a, number const& b) {
    co_return co_await value<M>(a.n_) + b.n_;
  }
  friend async::maybe<M, bool> operator==(number const& a, number const& b) {
    co_return co_await value<M>(a.n_) == b.n_;
  }
  friend int plain(number const& a) { return a.n_; }

 private:
  int n_;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  number<M> a{3}, b{4};
  if (co_await (a == b)) co_return 0;
  co_return co_await (a + b) + plain(a);
}
// CHECK: both: v3 v3 = 10
int main() {
  both([]<class M>(M) { return use<M>(); });
}
