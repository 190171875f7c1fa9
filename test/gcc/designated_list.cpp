// A list of named plain values in an awaited call whose parameter only an instantiation tells: no warning, and right.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>

struct options {
  int expire = 0;
  bool only_new = false;
};
template <async::mode M>
struct [[async::maybe]] client {
  async::maybe<M, int> set(int key, options how = {}) { co_return key + how.expire + how.only_new; }
};
template <async::mode M, class Client>
[[async::maybe]] async::maybe<M, int> use(Client& c) {
  int sum = co_await c.set(1, {.only_new = true});
  sum += co_await c.set(2, {.expire = 50});
  co_return sum;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  client<async::suspending> a;
  client<async::blocking> b;
  const int suspending = co_await use<async::suspending>(a);
  std::printf("%d %d\n", suspending, use<async::blocking>(b));
}
// CHECK: 54 54
