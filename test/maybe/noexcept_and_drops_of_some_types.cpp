// A noexcept function whose objects have a drop in some instantiations only is written twice within its promise.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <utility>
struct res {
  explicit res(int k) : n(k) {}
  res(res&& o) noexcept : n(std::exchange(o.n, 0)) {}
  int n;
  [[async::drop(n)]] async::task<void> close() {
    std::printf("drop %d\n", std::exchange(n, 0));
    co_return;
  }
};
// CHECK: async::maybe<M, void> g(T t) noexcept requires async::suspending_mode<M> { try {
// CHECK-NEXT: if constexpr (async::has_drop<decltype(t)>) {
// CHECK: } else {
// CHECK-NEXT: auto u = std::move(t);
// CHECK: } catch (...) { std::terminate(); } }
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, void> g(T t) noexcept {
  auto u = std::move(t);
  if constexpr (M::is_async) co_await async::this_task::yield();
  std::puts("g");
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, void> h(T t) noexcept try {
  auto u = std::move(t);
  if constexpr (M::is_async) co_await async::this_task::yield();
  throw 1;
} catch (int) {
  std::puts("h");
}
template <async::mode M>
struct [[async::maybe]] wire {
  using async_mode = M;
  virtual ~wire() = default;
  [[async::drop(open)]] virtual async::maybe<M, void> shutdown() noexcept {
    open = false;
    std::puts("shutdown");
    co_return;
  }
  bool open = true;
};
template <async::mode M>
class [[async::maybe]] conn {
 public:
  using async_mode = M;
  async::maybe<M, void> bye() noexcept {
    auto t = std::move(link_);
    if (t) co_await t->shutdown();
  }
  std::unique_ptr<wire<M>> link_ = std::make_unique<wire<M>>();
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  co_await g<M>(1);
  co_await h<M>(1);
  conn<M> c;
  co_await c.bye();
}
int main() {
  // OUT: g
  // OUT-NEXT: h
  // OUT-NEXT: shutdown
  all<async::blocking>();
  // OUT-NEXT: g
  // OUT-NEXT: h
  // OUT-NEXT: shutdown
  // OUT-NEXT: g
  // OUT-NEXT: drop 2
  // OUT-NEXT: drop 3
  // OUT-NEXT: h
  async::block_on([]() -> async::task<void> {
    co_await all<async::suspending>();
    co_await g<async::suspending>(res{2});
    co_await h<async::suspending>(res{3});
  }());
}
