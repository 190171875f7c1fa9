#pragma once

#include <async/byte_view.hpp>
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/net/socket.hpp>
#include <async/net/stream_io.hpp>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace async::net {

/// A connection on this machine, by a path or by a name that begins with a zero byte. The rules of
/// `tcp_stream` apply.
template <async::mode M>
class [[async::maybe]] unix_stream {
 public:
  using async_mode = M;

  unix_stream() noexcept = default;
  /// Takes over a connected socket.
  unix_stream(detail::socket_base&& connected) noexcept : socket_(std::move(connected)) {}
  unix_stream(unix_stream&&) noexcept = default;
  unix_stream& operator=(unix_stream&&) noexcept = default;
  ~unix_stream() = default;

  /// Waits while the listener has no room for another connection. What `path` refers to lives until then.
  static async::maybe<M, unix_stream> connect(std::string_view path) {
    auto const to = detail::unix_address(path);
    auto socket = detail::open(AF_UNIX, SOCK_STREAM, M::is_async);
    for (;;) {
      int const error = co_await detail::connect<M>(socket, to.data(), to.size);
      if (error == 0) co_return socket;
      if (error != EAGAIN) detail::throw_error(error, "connect");
      co_await async::sleep_for<M>(std::chrono::milliseconds(1));  // nothing tells when
    }
  }
  /// Two ends of one connection.
  static std::pair<unix_stream, unix_stream> pair() {
    int ends[2];
    int const type = SOCK_STREAM | SOCK_CLOEXEC | (M::is_async ? SOCK_NONBLOCK : 0);
    if (::socketpair(AF_UNIX, type, 0, ends) != 0) detail::throw_errno("socketpair");
    return {detail::socket_base(ends[0]), detail::socket_base(ends[1])};
  }

  /// The number of bytes read, at least one, or 0 at the end.
  async::maybe<M, std::size_t> read_some(std::span<char> into) {
    return detail::read_some<M>(socket_, into);
  }
  /// The number of bytes written, at least one unless `from` is empty.
  async::maybe<M, std::size_t> write_some(byte_view from) {
    return detail::write_some<M>(socket_, from);
  }
  /// All of it. After an error or `cancelled` a part may have been written: `write_some` tells how much.
  async::maybe<M, void> write_all(byte_view from) {
    return detail::write_all<M>(socket_, from);
  }

  /// The other side then reads the end; reading goes on.
  void shutdown_write() {
    if (::shutdown(socket_.fd(), SHUT_WR) != 0) detail::throw_errno("shutdown");
  }
  int native_handle() const noexcept { return socket_.fd(); }
  bool is_open() const noexcept { return socket_.is_open(); }

  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    socket_.close();
    co_return;
  }

 private:
  detail::socket_base socket_;
};

/// Accepts connections of `unix_stream`. The file that belongs to a path is left to its owner.
template <async::mode M>
class [[async::maybe]] unix_listener {
 public:
  using async_mode = M;

  unix_listener() noexcept = default;
  unix_listener(unix_listener&&) noexcept = default;
  unix_listener& operator=(unix_listener&&) noexcept = default;
  ~unix_listener() = default;

  /// Throws `std::system_error` (address_in_use) if there is a file of that name.
  static unix_listener bind(std::string_view path) {
    auto const at = detail::unix_address(path);
    auto socket = detail::open(AF_UNIX, SOCK_STREAM, M::is_async);
    detail::bind(socket, at.data(), at.size);
    detail::listen(socket);
    return unix_listener(std::move(socket));
  }

  /// The next connection.
  async::maybe<M, unix_stream<M>> accept() { co_return co_await detail::accept<M>(socket_); }

  int native_handle() const noexcept { return socket_.fd(); }
  bool is_open() const noexcept { return socket_.is_open(); }

  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    socket_.close();
    co_return;
  }

 private:
  explicit unix_listener(detail::socket_base&& s) noexcept : socket_(std::move(s)) {}

  detail::socket_base socket_;
};

}  // namespace async::net
