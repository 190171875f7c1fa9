// g++ 12 evaluates the right side of `x += f()` in front of everything, an await that comes before it, too.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
std::string told;
int say(int n) {
  told += std::to_string(n) + ' ';
  return n;
}
struct table {
  int v[8] = {};
  int& operator[](int n) { return v[n & 7]; }
};
struct counter {
  int value = 0;
  int add(int n) {
    told += '+' + std::to_string(n) + ' ';
    return value += n;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, counter&> same(counter& c) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  told += "same ";
  co_return c;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all(counter& c) {
  table t;
  int x = 1;
  // CHECK: int a = async::in_order(async::itself(co_await same<M>(c))).get().add(x += say(2));
  int a = (co_await same<M>(c)).add(x += say(2));
  a += (co_await same<M>(c)).add((t[say(3)] += say(4)));
  a += (co_await same<M>(c)).add(1 + (t[1] -= say(5)));
  a += (co_await same<M>(c)).add(x ? t[2] += say(6) : 0);
  a += ((co_await same<M>(c)).add(7), x *= say(8));
  // CHECK: a += async::itself(co_await same<M>(c)).add(x += 9);
  a += (co_await same<M>(c)).add(x += 9);
  co_return a;
}
[[async::main(async::current_thread)]] async::task<void> run() {
  counter one, two;
  int const blocking = all<async::blocking>(one);
  std::printf("%d %s\n", blocking, told.c_str());
  told.clear();
  int const suspending = co_await all<async::suspending>(two);
  std::printf("%d %s\n", suspending, told.c_str());
}
// OUT: [[ALL:[0-9]+ same 2 \+3 same 4 3 \+4 same 5 \+-4 same 6 \+6 same \+7 8 same \+33]]
// OUT-NEXT: {{^}}[[ALL]]
