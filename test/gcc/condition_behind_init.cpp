// A condition behind an init-statement with a drop stays the whole condition of an `if`, which g++ gets right: no warning.
// RUN: %lower 2>&1 | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>

struct res {
  bool live = true;
  res() = default;
  res(res&& o) noexcept : live(std::exchange(o.live, false)) {}
  [[async::drop(live)]] async::task<void> close() {
    live = false;
    std::puts(" drop");
    co_return;
  }
};
async::task<int> number(int n) {
  std::puts(" evaluated");
  co_return n;
}
async::task<void> run(bool b) {
  // CHECK-NOT: warning:
  // CHECK: if ( b && co_await number(1) == 1) {
  if (res a; b && co_await number(1) == 1) {
    std::puts(" yes");
  } else {
    std::puts(" no");
  }
}
// OUT: no
// OUT-NEXT: drop
// OUT-NEXT: --
// OUT-NEXT: evaluated
// OUT-NEXT: yes
// OUT-NEXT: drop
int main() {
  async::block_on(run(false));
  std::puts("--");
  async::block_on(run(true));
}
