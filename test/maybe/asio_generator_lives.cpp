// A generator in Asio's mode runs as part of who asks for an element: an element lives until the next one is asked for,
// what cancels the loop reaches what the generator awaits, and a context that ends destroys both. Elements may be
// references, without a move, or have a drop; one that is left half-way drops what it holds.
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <stdexcept>
#include <vector>
using namespace std::chrono_literals;
struct pinned {
  explicit pinned(int n) : n(n) {}
  pinned(pinned const&) = delete;
  ~pinned() { std::printf("~%d ", n); }
  int n;
};
template <async::mode M>
struct [[async::maybe]] lease {
  int n;
  explicit lease(int n) : n(n) {}
  lease(lease const&) = delete;
  [[async::drop]] async::maybe<M, void> end() {
    co_await async::sleep_for<M>(1ms);
    std::printf("end %d ", n);
  }
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, pinned> pins(int n) {
  for (int i = 0; i < n; ++i) co_yield pinned(i);
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int&> all(std::vector<int>& v) {
  for (int& i : v) co_yield i;
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, lease<M>> leases(int n) {
  for (int i = 0; i < n; ++i) co_yield lease<M>(i);
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> held(int n) {
  auto again = pins<M>(n);
  for co_await (pinned&& p : again) {
    lease<M> mine(10 + p.n);
    co_yield p.n;
  }
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> failing() {
  co_yield 1;
  co_await async::sleep_for<M>(1ms);
  throw std::runtime_error("failed");
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> use() {
  for co_await (auto&& p : pins<M>(2)) std::printf("see %d ", p.n);
  std::vector<int> v{1, 2};
  for co_await (int& i : all<M>(v)) i *= 2;
  std::printf("%d %d\n", v[0], v[1]);
  for co_await (auto&& l : leases<M>(2)) std::printf("use %d ", l.n);
  std::puts("");
  auto some = held<M>(1);
  some = held<M>(3);
  for co_await (int i : some) {
    std::printf("got %d ", i);
    if (i == 1) break;
  }
  std::puts("");
  try {
    for co_await (int i : failing<M>()) std::printf("got %d ", i);
  } catch (std::runtime_error const& e) {
    std::puts(e.what());
  }
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> ticks() {
  pinned mine(77);
  while (true) {
    co_await async::sleep_for<M>(1h);
    co_yield 1;
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> consume() {
  for co_await (int i : ticks<M>()) co_return i;
  co_return 0;
}
int main() {
  use<async::blocking>();
  async::block_on(use<async::suspending>());
  {
    boost::asio::io_context context;
    boost::asio::co_spawn(context, use<async::asio_mode>(), boost::asio::detached);
    context.run();
  }
  {
    boost::asio::io_context context;
    auto limited = []() -> boost::asio::awaitable<void> {
      using namespace boost::asio::experimental::awaitable_operators;
      auto first = co_await (consume<async::asio_mode>() || async::sleep_for<async::asio_mode>(1ms));
      std::printf("cancelled %zu\n", first.index());
    };
    boost::asio::co_spawn(context, limited(), boost::asio::detached);
    context.run();
  }
  boost::asio::io_context context;
  boost::asio::co_spawn(context, consume<async::asio_mode>(), boost::asio::detached);
  context.poll();
  std::puts("left");
}
// OUT: see 0 ~0 see 1 ~1 2 4
// OUT-NEXT: use 0 end 0 use 1 end 1
// OUT-NEXT: got 0 end 10 ~0 got 1 end 11 ~1
// OUT-NEXT: got 1 failed
// OUT-NEXT: see 0 ~0 see 1 ~1 2 4
// OUT-NEXT: use 0 end 0 use 1 end 1
// OUT-NEXT: got 0 end 10 ~0 got 1 end 11 ~1
// OUT-NEXT: got 1 failed
// OUT-NEXT: see 0 ~0 see 1 ~1 2 4
// OUT-NEXT: use 0 end 0 use 1 end 1
// OUT-NEXT: got 0 end 10 ~0 got 1 end 11 ~1
// OUT-NEXT: got 1 failed
// OUT-NEXT: ~77 cancelled 1
// OUT-NEXT: left
// OUT-NEXT: ~77
