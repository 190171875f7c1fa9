// A generator that is declared with Asio's own type is abandoned like one that a mode gives, in templates, too.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>
using namespace std::chrono_literals;
struct lease {
  int n;
  explicit lease(int n) : n(n) {}
  lease(lease const&) = delete;
  ~lease() { std::printf("~%d ", n); }
  [[async::drop]] boost::asio::awaitable<void> end() {
    co_await async::asio_mode::sleep_until(async::timer::clock::now() + 1ms);
    std::printf("end %d ", n);
  }
};
async::asio_generator<int> own() {
  lease mine(1);
  // CHECK: bool const leaves_ = co_yield async::or_leave(1);
  co_yield 1;
  co_yield 2;
}
async::maybe_generator<async::asio_mode, int> of_mode() {
  lease mine(2);
  co_yield lease(3).n;
  co_yield 2;
}
template <class T>
async::asio_generator<T> dependent() {
  lease mine(4);
  co_yield T(1);
  co_yield T(2);
}
template <class Executor>
boost::asio::awaitable<void, Executor> all() {
  lease mine(5);
  for co_await (int i : own()) {
    if (i == 1) break;
  }
  for co_await (int i : of_mode()) {
    if (i == 3) break;
  }
  for co_await (long i : dependent<long>()) {
    if (i == 1) break;
  }
}
int main() {
  boost::asio::io_context context;
  boost::asio::co_spawn(context, all<boost::asio::any_io_executor>(), boost::asio::detached);
  context.run();
}
// OUT: end 1 ~1 end 3 ~3 end 2 ~2 end 4 ~4 end 5 ~5
