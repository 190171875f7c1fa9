// Drops inside maybe-async bodies: awaited in one mode, called in the other.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M>
class [[async::maybe]] res {
 public:
  using async_mode = M;
  static async::maybe<M, res> open(int n) {
    if constexpr (M::is_async) co_await async::this_task::yield();
    co_return res{n};
  }
  res(res&& o) noexcept : n_(std::exchange(o.n_, 0)) {}
  async::maybe<M, int> get() { co_return n_; }
  [[async::drop(n_)]] async::maybe<M, void> close() noexcept {
    std::printf("close %d %s\n", n_, M::is_async ? "async" : "blocking");
    n_ = 0;
    co_return;
  }

 private:
  explicit res(int n) : n_(n) {}
  int n_;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  auto a = co_await res<M>::open(1);
  for (int i = 0; i < k; ++i) {
    auto b = co_await res<M>::open(10 + i);
    if (i == 1) co_return co_await a.get() + co_await b.get();
  }
  co_return -1;
}
// CHECK: co_await async::dropping<decltype(a)>(a, error_)
// CHECK: use for modes that block
// CHECK: auto a = res<M>::open(1); async::drop_guard<decltype(a)> drop1_{a};
// OUT: close 10 blocking
// OUT-NEXT: close 11 blocking
// OUT-NEXT: close 1 blocking
// OUT-NEXT: 12
// OUT-NEXT: close 10 async
// OUT-NEXT: close 11 async
// OUT-NEXT: close 1 async
// OUT-NEXT: 12
[[async::main(async::current_thread)]] async::task<int> start() {
  std::printf("%d\n", use<async::blocking>(5));
  std::printf("%d\n", co_await use<async::suspending>(5));
  co_return 0;
}
