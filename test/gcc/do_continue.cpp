// g++ 12 goes to the beginning of a `do` loop at `continue` if the condition awaits.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
struct part {
  int id;
  explicit part(int i) : id(i) {}
  part(part&& other) noexcept : id(std::exchange(other.id, 0)) {}
  [[async::drop(id)]] async::task<void> close() {
    std::printf(" drop%d", id);
    co_await async::this_task::yield();
    id = 0;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> plain() {
  int i = 0;
  do {
    if (i == 1) continue;
    for (int k = 0; k < 1; ++k) continue;
    std::printf(" plain%d", i);
    switch (i) {
      case 2: continue;
      default: break;
    }
    std::printf(".");
  } while (co_await number<M>(++i) < 4);
  // CHECK: if (i == 1) goto [[NEXT:next[0-9]+_]];
  // CHECK: ++k) continue;
  // CHECK: case 2: goto [[NEXT]];
  // CHECK: [[NEXT]]:; } while (co_await number
  do
    if (i == 5) continue;
    else std::printf(" x%d", i);
  while (co_await number<M>(++i) < 7);
  std::puts("");
}
async::task<void> with_drops() {
  int i = 0;
  do {
    part p(i + 1);
    if (i == 1) continue;
    if (i == 3) break;
    std::printf(" body%d", i);
  } while (co_await number<async::suspending>(++i) < 9);
  std::puts("");
}
// A coroutine with drops elsewhere: this loop has none.
async::task<void> beside() {
  part p(9);
  int i = 0;
  do {
    if (i == 1) continue;
    std::printf(" beside%d", i);
  } while (co_await number<async::suspending>(++i) < 3);
}
[[async::main(async::current_thread)]] async::task<void> start() {
  co_await plain<async::suspending>();
  // OUT: plain0. plain2 plain3. x4 x6
  plain<async::blocking>();
  // OUT-NEXT: plain0. plain2 plain3. x4 x6
  co_await with_drops();
  // OUT-NEXT: body0 drop1 drop2 body2 drop3 drop4
  co_await beside();
  // OUT-NEXT: beside0 beside2 drop9
}
