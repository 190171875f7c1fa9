#pragma once

#include <async/detail/exceptions.hpp>
#include <async/drop.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <utility>

namespace async {

/// After a cancellation every await of an awaitable throws, that of a drop as well, unless it is told not to. What is
/// cancelled while a drop runs is up to what the drop awaits.
template <class T, class Executor>
struct drop_shield<boost::asio::awaitable<T, Executor>> {
  static auto throws() { return boost::asio::this_coro::throw_if_cancelled(); }
  static auto throws(bool yes) { return boost::asio::this_coro::throw_if_cancelled(yes); }
  template <class A>
  static boost::asio::awaitable<std::exception_ptr, Executor> failure(A drop) {
    ASYNC_TRY {
      co_await std::move(drop);
    } ASYNC_CATCH_ALL {
      co_return std::current_exception();
    }
    co_return nullptr;
  }
};

}  // namespace async
