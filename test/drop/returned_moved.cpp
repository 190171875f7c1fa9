// A blocking half returns a variable that is moved as one that is named: made in place of the result, it is not dropped.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M> struct [[async::maybe]] D {
  bool open = true;
  D() = default;
  D(D&& x) noexcept : open(std::exchange(x.open, false)) {}
  [[async::drop(open)]] async::maybe<M, void> close() { open = false; std::printf("drop "); co_return; }
};
// CHECK: D<M>> make() requires async::blocking_mode<M> {
// CHECK: { drop1_.dismiss(); return d; }
template <async::mode M> [[async::maybe]] async::maybe<M, D<M>> make() {
  D<M> d;
  co_return std::move(d);
}
async::task<int> both() {
  { auto d = co_await make<async::suspending>(); std::printf("open %d ", d.open); }
  std::printf("suspending\n");
  { auto d = make<async::blocking>(); std::printf("open %d ", d.open); }
  std::printf("blocking\n");
  co_return 0;
}
// OUT: open 1 drop suspending
// OUT-NEXT: open 1 drop blocking
int main() { async::current_thread rt; return rt.block_on(both()); }
