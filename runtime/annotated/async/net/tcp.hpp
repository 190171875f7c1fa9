#pragma once

#include <async/byte_view.hpp>
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/net/socket.hpp>
#include <async/net/stream_io.hpp>

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

  /// Tries the addresses of the host, a name or a numeric address, one after the other. What `host` refers to
  /// lives until it is connected.
  static async::maybe<M, tcp_stream> connect(std::string_view host, std::uint16_t port) {
    auto const addresses = co_await detail::resolve<M>(host, port, SOCK_STREAM);
    int error = EADDRNOTAVAIL;
    for (auto const& to : addresses) {
      detail::socket_base socket;
      if (int const lacks = detail::try_open(socket, to.family(), SOCK_STREAM, M::is_async)) {
        if (error == EADDRNOTAVAIL) error = lacks;
        continue;
      }
      error = co_await detail::connect<M>(socket, to.data(), to.size());
      if (error == 0) co_return socket;
    }
    detail::throw_error(error, "connect");
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
  /// Whether small pieces are sent at once (TCP_NODELAY).
  void set_no_delay(bool on) {
    int const value = on ? 1 : 0;
    if (::setsockopt(socket_.fd(), IPPROTO_TCP, TCP_NODELAY, &value, sizeof value) != 0)
      detail::throw_errno("setsockopt");
  }

  std::uint16_t local_port() const { return local_endpoint().port(); }
  endpoint local_endpoint() const { return detail::local_endpoint(socket_.fd()); }
  /// Throws std::system_error if the other end is gone.
  endpoint remote_endpoint() const { return detail::remote_endpoint(socket_.fd()); }
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
    auto socket = detail::bind(host, port, SOCK_STREAM, M::is_async);
    detail::listen(socket);
    return tcp_listener(std::move(socket));
  }

  /// The next connection.
  async::maybe<M, tcp_stream<M>> accept() {
    co_return co_await detail::accept<M>(socket_);
  }

  std::uint16_t local_port() const { return local_endpoint().port(); }
  endpoint local_endpoint() const { return detail::local_endpoint(socket_.fd()); }
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
