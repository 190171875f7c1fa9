#pragma once

#include <async/byte_view.hpp>
#include <async/drop.hpp>
#include <async/runtimes/asio_mode.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace async {

/// A socket of Boost.Asio as a `reader` and a `writer` in `asio_mode`, so that code which is written once
/// runs in programs whose coroutines are `boost::asio::awaitable`. Owns the socket; for one reading and one
/// writing coroutine at a time. Errors are `std::system_error`, as those of `net::tcp_stream`.
class asio_stream {
 public:
  using async_mode = asio_mode;
  using socket_type = boost::asio::ip::tcp::socket;

  explicit asio_stream(socket_type connected) noexcept : socket_(std::move(connected)) {}

  static boost::asio::awaitable<asio_stream> connect(std::string host, std::uint16_t port) {
    auto const executor = co_await boost::asio::this_coro::executor;
    boost::asio::ip::tcp::resolver resolver(executor);
    auto [failed, found] =
        co_await resolver.async_resolve(host, std::to_string(port), completion());
    check(failed, "resolve");
    socket_type socket(executor);
    auto [error, peer] = co_await boost::asio::async_connect(socket, found, completion());
    check(error, "connect");
    co_return asio_stream(std::move(socket));
  }

  /// The number of bytes read, at least one, or 0 at the end.
  boost::asio::awaitable<std::size_t> read_some(std::span<char> into) {
    auto [error, n] =
        co_await socket_.async_read_some(boost::asio::buffer(into.data(), into.size()), completion());
    if (error != boost::asio::error::eof) check(error, "read");
    co_return n;
  }
  boost::asio::awaitable<std::size_t> write_some(byte_view from) {
    auto [error, n] =
        co_await socket_.async_write_some(boost::asio::buffer(from.data(), from.size()), completion());
    check(error, "write");
    co_return n;
  }
  boost::asio::awaitable<void> write_all(byte_view from) {
    auto [error, n] = co_await boost::asio::async_write(
        socket_, boost::asio::buffer(from.data(), from.size()), completion());
    check(error, "write");
  }

  /// The other side then reads the end; reading goes on.
  void shutdown_write() { socket_.shutdown(socket_type::shutdown_send); }
  void set_no_delay(bool on) { socket_.set_option(boost::asio::ip::tcp::no_delay(on)); }
  std::uint16_t local_port() const { return socket_.local_endpoint().port(); }
  int native_handle() { return socket_.native_handle(); }
  boost::asio::awaitable<void> close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
    co_return;
  }
  bool is_open() const noexcept { return socket_.is_open(); }
  /// Has a drop, `close()`, while it is open; its destructor closes the socket, too.
  friend boost::asio::awaitable<void> async_drop(asio_stream& self) { return self.close(); }
  friend bool async_drop_needed(asio_stream const& self) noexcept { return self.is_open(); }
  socket_type& socket() noexcept { return socket_; }

 private:
  static constexpr boost::asio::as_tuple_t<boost::asio::use_awaitable_t<>> completion() {
    return boost::asio::as_tuple(boost::asio::use_awaitable);
  }
  static void check(boost::system::error_code error, char const* what) {
    if (error) throw std::system_error(error, what);
  }

  socket_type socket_;
};

}  // namespace async
