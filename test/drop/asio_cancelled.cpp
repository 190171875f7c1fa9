// Awaits of Boost.Asio's coroutines throw once they were cancelled; those of drops do not: in coroutines of every form,
// in generators, and where an assignment ends an object. Afterwards a cancellation counts again.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <cstdio>
#include <chrono>
#include <memory>
#include <utility>
using namespace std::chrono_literals;
using namespace boost::asio::experimental::awaitable_operators;
template <async::mode M> struct [[async::maybe]] conn {
  int n; bool live = true;
  explicit conn(int k) : n(k) {} conn(conn&& o) noexcept : n(o.n), live(std::exchange(o.live, false)) {}
  bool open() const { return live; }
  [[async::drop(open)]] async::maybe<M, void> close() { co_await async::sleep_for<M>(2ms); live = false; std::printf("closed %d\n", n); }
};
template <async::mode M> [[async::maybe]] async::maybe<M, int> f(int n) {
  conn<M> c(n);
  conn<M> d(n + 1);
  co_await async::sleep_for<M>(3s);
  co_return n;
}
template <async::mode M> [[async::maybe]] async::maybe_generator<M, int> gen(int n) {
  conn<M> c(n);
  for (int i = 0; i < 2; ++i) { co_await async::sleep_for<M>(i * 1s); co_yield i; }
}
template <async::mode M> [[async::maybe]] async::maybe<M, int> g(int n) {
  conn<M> c(n);
  int s = 0;
  for co_await (int i : gen<M>(n + 1)) s += i;
  co_return s;
}
boost::asio::awaitable<void> h() {
  // CHECK: { using shield_ = async::drop_shield<boost::asio::awaitable<void>>; bool const throws_ = co_await shield_::throws(); co_await shield_::throws(false); std::exception_ptr const failure_ = co_await shield_::failure(async::drop_result({{[^;]*}})); co_await shield_::throws(throws_); if (failure_) std::rethrow_exception(failure_); }
  auto p = std::make_unique<conn<async::asio_mode>>(30);
  auto lambda = [](conn<async::asio_mode> c) -> boost::asio::awaitable<void> { co_await async::sleep_for<async::asio_mode>(3s); };
  p = std::make_unique<conn<async::asio_mode>>(31);
  co_await lambda(conn<async::asio_mode>(32));
}
boost::asio::awaitable<void> survives() {
  try {
    conn<async::asio_mode> c(50);
    co_await async::sleep_for<async::asio_mode>(3s);
  } catch (boost::system::system_error const&) {
    std::puts("cancelled");
  }
  co_await async::sleep_for<async::asio_mode>(0s);
  std::puts("not reached");
}
boost::asio::awaitable<void> all() {
  auto limit = [] { return async::asio_mode::sleep_until(async::timer::clock::now() + 20ms); };
  std::printf("%zu\n", (co_await (f<async::asio_mode>(1) || limit())).index());
  std::printf("%zu\n", (co_await (g<async::asio_mode>(10) || limit())).index());
  std::printf("%zu\n", (co_await (h() || limit())).index());
  std::printf("%zu\n", (co_await (survives() || limit())).index());
  std::printf("%d\n", co_await g<async::asio_mode>(40));
}
int main() {
  boost::asio::io_context c;
  boost::asio::co_spawn(c, all(), [](std::exception_ptr e) { if (e) std::puts("error"); });
  c.run();
}
// OUT: closed 2
// OUT-NEXT: closed 1
// OUT-NEXT: 1
// OUT-NEXT: closed 11
// OUT-NEXT: closed 10
// OUT-NEXT: 1
// OUT-NEXT: closed 30
// OUT-NEXT: closed 32
// OUT-NEXT: closed 31
// OUT-NEXT: 1
// OUT-NEXT: closed 50
// OUT-NEXT: cancelled
// OUT-NEXT: 1
// OUT-NEXT: closed 41
// OUT-NEXT: closed 40
// OUT-NEXT: 1
