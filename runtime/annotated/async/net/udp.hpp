#pragma once

#include <async/byte_view.hpp>
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/net/socket.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <span>
#include <string_view>
#include <utility>

namespace async::net {

/// Sends and receives datagrams. Errors are `std::system_error`; in a suspending mode operations end
/// with `cancelled` after a stop request, and then have taken no datagram. One task may receive while
/// another sends. Owns the socket.
template <async::mode M>
class [[async::maybe]] udp_socket {
 public:
  using async_mode = M;

  /// How much of a datagram the buffer holds (the rest of it is gone), and who sent it.
  struct received {
    std::size_t size;
    endpoint from;
  };

  udp_socket() noexcept = default;
  udp_socket(udp_socket&&) noexcept = default;
  udp_socket& operator=(udp_socket&&) noexcept = default;
  ~udp_socket() = default;

  /// At a local address: port 0 means one that is free, an empty host all addresses.
  static udp_socket bind(std::string_view host, std::uint16_t port) {
    return udp_socket(detail::bind(host, port, SOCK_DGRAM, M::is_async));
  }
  /// Talks to one peer only, by `send` and `receive`. What `host` refers to lives until it is connected.
  static async::maybe<M, udp_socket> connect(std::string_view host, std::uint16_t port) {
    auto const addresses = co_await detail::resolve<M>(host, port, SOCK_DGRAM);
    int error = EADDRNOTAVAIL;
    for (auto const& to : addresses) {
      detail::socket_base socket;
      if (int const lacks = detail::try_open(socket, to.family(), SOCK_DGRAM, M::is_async)) {
        if (error == EADDRNOTAVAIL) error = lacks;
        continue;
      }
      error = detail::start_connect(socket, to.data(), to.size());
      if (error == 0) co_return udp_socket(std::move(socket));
    }
    detail::throw_error(error, "connect");
  }

  /// The next datagram, from anybody.
  async::maybe<M, received> receive_from(std::span<char> into) {
    received result{};
    for (;;) {
      co_await detail::wait_readable<M>(socket_);
      auto const n = detail::try_receive_from(socket_, into, result.from);
      if (n >= 0) {
        result.size = static_cast<std::size_t>(n);
        co_return result;
      }
    }
  }
  /// From the peer that `connect` named: how many bytes.
  async::maybe<M, std::size_t> receive(std::span<char> into) {
    auto const result = co_await receive_from(into);
    co_return result.size;
  }

  /// A datagram is sent whole or not at all.
  async::maybe<M, void> send_to(byte_view datagram, endpoint to) {
    for (;;) {
      co_await detail::wait_writable<M>(socket_);
      if (detail::try_send_to(socket_, datagram, to) >= 0) co_return;
    }
  }
  /// To the peer that `connect` named.
  async::maybe<M, void> send(byte_view datagram) {
    for (;;) {
      co_await detail::wait_writable<M>(socket_);
      if (detail::try_write(socket_, datagram) >= 0) co_return;
    }
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
  explicit udp_socket(detail::socket_base&& s) noexcept : socket_(std::move(s)) {}

  detail::socket_base socket_;
};

}  // namespace async::net
