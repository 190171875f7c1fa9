#pragma once

#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/net/socket.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <span>
#include <string_view>
#include <utility>

namespace async::net {

/// A connection. Errors are `std::system_error`; in a suspending mode operations end with
/// `cancelled` after a stop request. One task may read while another writes. Owns the socket.
template <async::mode M>
class [[async::maybe]] tcp_stream {
 public:
  using async_mode = M;

  tcp_stream() noexcept = default;
  /// Takes over a connected socket.
  tcp_stream(detail::socket_base&& connected) noexcept : socket_(std::move(connected)) {}
  tcp_stream(tcp_stream&&) noexcept = default;
  tcp_stream& operator=(tcp_stream&&) noexcept = default;
  ~tcp_stream() = default;

  /// Tries the addresses of the host one after the other.
  static async::maybe<M, tcp_stream> connect(std::string_view host, std::uint16_t port) {
    auto addresses = co_await detail::resolve<M>(host, port);
    int error = EADDRNOTAVAIL;
    for (auto const& to : addresses) {
      auto socket = detail::open_stream(to, M::is_async);
      error = detail::start_connect(socket, to);
      if (error == EINPROGRESS) {
        co_await detail::wait_writable<M>(socket);
        error = detail::finish_connect(socket);
        while (error == EINPROGRESS) {
          socket.exhausted(io_source::out);
          co_await detail::wait_writable<M>(socket);
          error = detail::finish_connect(socket);
        }
      }
      if (error == 0) co_return socket;
    }
    detail::throw_error(error, "connect");
  }

  /// The number of bytes read, at least one, or 0 at the end.
  async::maybe<M, std::size_t> read_some(std::span<char> into) {
    for (;;) {
      co_await detail::wait_readable<M>(socket_);
      auto const n = detail::try_read(socket_, into);
      if (n >= 0) co_return static_cast<std::size_t>(n);
    }
  }

  /// The number of bytes written, at least one unless `from` is empty.
  async::maybe<M, std::size_t> write_some(std::span<char const> from) {
    for (;;) {
      co_await detail::wait_writable<M>(socket_);
      auto const n = detail::try_write(socket_, from);
      if (n >= 0) co_return static_cast<std::size_t>(n);
    }
  }

  async::maybe<M, void> write_all(std::span<char const> from) {
    while (!from.empty()) {
      co_await detail::wait_writable<M>(socket_);
      auto const n = detail::try_write(socket_, from);
      if (n > 0) from = from.subspan(static_cast<std::size_t>(n));
    }
    co_return;
  }
  async::maybe<M, void> write_all(std::string_view from) {
    return write_all(std::span<char const>(from.data(), from.size()));
  }

  /// The other side then reads the end; reading goes on.
  void shutdown_write() {
    if (::shutdown(socket_.fd(), SHUT_WR) != 0) detail::throw_errno("shutdown");
  }
  void set_no_delay(bool on) {
    int const value = on ? 1 : 0;
    if (::setsockopt(socket_.fd(), IPPROTO_TCP, TCP_NODELAY, &value, sizeof value) != 0)
      detail::throw_errno("setsockopt");
  }

  std::uint16_t local_port() const { return detail::local_address(socket_.fd()).port(); }
  int native_handle() const noexcept { return socket_.fd(); }
  bool is_open() const noexcept { return socket_.is_open(); }

  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    socket_.close();
    co_return;
  }

 private:
  detail::socket_base socket_;
};

/// Accepts connections. The rules of `tcp_stream` apply.
template <async::mode M>
class [[async::maybe]] tcp_listener {
 public:
  using async_mode = M;

  tcp_listener() noexcept = default;
  tcp_listener(tcp_listener&&) noexcept = default;
  tcp_listener& operator=(tcp_listener&&) noexcept = default;
  ~tcp_listener() = default;

  /// Listens at a local address: port 0 means one that is free, an empty host all addresses.
  static tcp_listener bind(std::string_view host, std::uint16_t port) {
    return tcp_listener(detail::listen(host, port, M::is_async));
  }

  async::maybe<M, tcp_stream<M>> accept() {
    for (;;) {
      co_await detail::wait_readable<M>(socket_);
      auto connected = detail::try_accept(socket_, M::is_async);
      if (connected.is_open()) co_return connected;
    }
  }

  std::uint16_t local_port() const { return detail::local_address(socket_.fd()).port(); }
  int native_handle() const noexcept { return socket_.fd(); }
  bool is_open() const noexcept { return socket_.is_open(); }

  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    socket_.close();
    co_return;
  }

 private:
  explicit tcp_listener(detail::socket_base&& s) noexcept : socket_(std::move(s)) {}

  detail::socket_base socket_;
};

}  // namespace async::net
