// Member operators: call, index, shift, increment, arrow-star, unary ones.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] box {
  int n = 5;
  async::maybe<M, int> operator()(int a, int b) { co_return co_await value<M>(a) + b + n; }
  async::maybe<M, int> operator[](int i) { co_return co_await value<M>(i) * n; }
  async::maybe<M, int> operator<<(int i) { co_return n << co_await value<M>(i); }
  async::maybe<M, int> operator++() { co_return ++n; }
  async::maybe<M, int> operator++(int) { co_return n++; }
  async::maybe<M, int> operator*() const { co_return n; }
  async::maybe<M, int> operator-() const { co_return -n; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  box<M> b;
  int sum = co_await b(1, 2);
  sum += co_await b[3];
  sum += co_await (b << 1);
  sum += co_await ++b;
  sum += co_await b++;
  sum += co_await *b + co_await -b;
  sum -= co_await -b;
  co_return sum;
}
// CHECK: both: v1 v3 v1 = 52
int main() {
  both([]<class M>(M) { return use<M>(); });
}
