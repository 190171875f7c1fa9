// Both modes in one function: a suspending coroutine calls blocking ones between its awaits.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] counter {
  int n = 0;
  async::maybe<M, int> next() { co_return co_await value<M>(++n); }
};
async::task<int> mixed() {
  counter<async::suspending> s;
  counter<async::blocking> b;
  int sum = co_await s.next();
  sum += b.next() * 10;
  sum += co_await s.next() + b.next();
  co_return sum;
}
// CHECK: v1 v1 v2 v2 = 15
int main() {
  std::puts(traced([] { return async::block_on(mixed()); }).c_str());
}
