#pragma once

#include <async/net/socket.hpp>

#include <cerrno>
#include <cstddef>
#include <span>

/// What the connections of every kind share.
namespace async::net::detail {

/// The number of bytes read, at least one, or 0 at the end and if there is no room for any.
template <async::mode M>
[[async::maybe]] async::maybe<M, std::size_t> read_some(socket_base& s, std::span<char> into) {
  while (!into.empty()) {
    co_await wait_readable<M>(s);
    auto const n = try_read(s, into);
    if (n >= 0) co_return static_cast<std::size_t>(n);
  }
  co_return 0;
}

/// The number of bytes written, at least one unless `from` is empty.
template <async::mode M>
[[async::maybe]] async::maybe<M, std::size_t> write_some(socket_base& s,
                                                         std::span<char const> from) {
  for (;;) {
    co_await wait_writable<M>(s);
    auto const n = try_write(s, from);
    if (n >= 0) co_return static_cast<std::size_t>(n);
  }
}

template <async::mode M>
[[async::maybe]] async::maybe<M, void> write_all(socket_base& s, std::span<char const> from) {
  while (!from.empty()) {
    co_await wait_writable<M>(s);
    auto const n = try_write(s, from);
    if (n > 0) from = from.subspan(static_cast<std::size_t>(n));
  }
  co_return;
}

template <async::mode M>
[[async::maybe]] async::maybe<M, socket_base> accept(socket_base& s) {
  for (;;) {
    co_await wait_readable<M>(s);
    auto connected = try_accept(s, M::is_async);
    if (connected.is_open()) co_return connected;
  }
}

/// 0, or why it failed.
template <async::mode M>
[[async::maybe]] async::maybe<M, int> connect(socket_base& s, sockaddr const* to, socklen_t size) {
  int error = start_connect(s, to, size);
  if (error == EINPROGRESS) {
    co_await wait_writable<M>(s);
    error = finish_connect(s);
    while (error == EINPROGRESS) {
      s.exhausted(io_source::out);
      co_await wait_writable<M>(s);
      error = finish_connect(s);
    }
  }
  co_return error;
}

}  // namespace async::net::detail
