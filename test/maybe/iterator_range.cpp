// for co_await over a range of one's own, whose begin and ++ are maybe-async.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] cursor {
  int i = 0;
  async::maybe<M, cursor&> operator++() {
    co_await value<M>(i++);
    co_return *this;
  }
  int operator*() const { return i; }
  bool operator!=(cursor const& o) const { return i != o.i; }
};
template <async::mode M>
struct [[async::maybe]] numbers {
  async::maybe<M, cursor<M>> begin() { co_return cursor<M>{0}; }
  cursor<M> end() { return cursor<M>{3}; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  int sum = 0;
  numbers<M> r;
  for co_await (int x : r) {
    if (x == 1) continue;
    sum += 10 + x;
  }
  co_return sum;
}
// CHECK: both: v0 v1 v2 = 22
int main() {
  both([]<class M>(M) { return f<M>(); });
}
