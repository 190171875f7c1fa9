// A closure that owns an object with a drop, in an argument that the macro uses twice: as code and as text.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cassert>
#include <cstdio>
#include <utility>
struct res {
  bool open = true;
  res() = default;
  res(res&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() noexcept {
    open = false;
    std::puts("drop");
    co_return;
  }
};
template <class F>
async::task<int> apply(F f) { co_return co_await std::move(f)(2, 0); }
#define SHOW(x) std::printf("%s, %d\n", #x, static_cast<int>(x))
async::task<void> all() {
  int one = 1;
  assert(co_await apply([k = res{}, one] [[async::closure]] (int x, int y) -> async::task<int> {
           co_return x * k.open + y + one;
         }) == 3);
  SHOW(co_await apply([one, k = res{}](int x, int y) -> async::task<int> { co_return x * k.open + y + one; }));
}
int main() { async::block_on(all()); }
// OUT: drop
// OUT-NEXT: drop
// OUT-NEXT: co_await apply([one, k = res{}](int x, int y) -> async::task<int> { co_return x * k.open + y + one; }), 3
