// A generator that walks another one, and elements that are moved out, in three modes.
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <boost/asio.hpp>
#include <cstdio>
#include <memory>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> count(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, std::unique_ptr<int>> twice(int n) {
  for co_await (int i : count<M>(n)) co_yield std::make_unique<int>(2 * i);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  int s = 0;
  for co_await (auto p : twice<M>(4)) {
    s += *p;
    if (s > 100) break;
  }
  co_return s;
}
int main() {
  std::printf("%d ", sum<async::blocking>());
  std::printf("%d ", async::block_on(sum<async::suspending>()));
  boost::asio::io_context context;
  boost::asio::co_spawn(
      context,
      []() -> boost::asio::awaitable<void> { std::printf("%d\n", co_await sum<async::asio_mode>()); },
      boost::asio::detached);
  context.run();
}
// OUT: 12 12 12
