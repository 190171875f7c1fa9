#pragma once

#include <async/detail/waiter.hpp>
#include <async/runtimes/asio_generator.hpp>
#include <async/runtimes/asio_shield.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace async {

/// A mode for code marked `[[async::maybe]]`: its functions return `boost::asio::awaitable<T>`.
struct asio_mode {
  static constexpr bool is_async = true;
  template <class T>
  using result = boost::asio::awaitable<T>;
  template <class T>
  using generator = asio_generator<T>;

  /// What `sleep_for<asio_mode>` awaits.
  static boost::asio::awaitable<void> sleep_until(timer::clock::time_point at) {
    boost::asio::steady_timer t(co_await boost::asio::this_coro::executor, at);
    co_await t.async_wait(boost::asio::use_awaitable);
  }
};

}  // namespace async
