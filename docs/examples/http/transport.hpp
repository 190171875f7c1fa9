#ifndef HTTP_TRANSPORT_HPP
#define HTTP_TRANSPORT_HPP

// What the streams of all modes have in common besides reading and writing.

#include "watchdog.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <chrono>
#include <cstddef>
#include <span>
#include <sys/socket.h>

namespace http {

/// A server's side of a connection, which tells the watchdog what goes on. Borrows the stream.
template <class S>
class [[async::maybe]] guarded_stream {
 public:
  using async_mode = async::mode_of<S>;

  guarded_stream(S& stream, watchdog& w) : stream_(stream), guard_(w, stream.native_handle()) {}

  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    std::size_t const n = co_await stream_.read_some(into);
    guard_.progress(n);
    co_return n;
  }
  async::maybe<async_mode, std::size_t> write_some(std::span<char const> from) {
    std::size_t const n = co_await stream_.write_some(from);
    guard_.progress(n);
    co_return n;
  }

  void end_writing() noexcept { ::shutdown(stream_.native_handle(), SHUT_WR); }
  watchdog::guard& guard() noexcept { return guard_; }

 private:
  S& stream_;
  watchdog::guard guard_;
};

/// A reader that first sends what was written, so that neither side waits for the other: answers to
/// pipelined requests go out together, and the last of them goes out in time. Borrows both.
template <class S>
class [[async::maybe]] flushing_reader {
 public:
  using async_mode = async::mode_of<S>;
  using writer = async::buffered_writer<S&>;

  flushing_reader(S& stream, writer& out) : stream_(stream), out_(out) {}

  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    if (out_.pending()) co_await out_.flush();
    co_return co_await stream_.read_some(into);
  }

 private:
  S& stream_;
  writer& out_;
};

}  // namespace http

#endif
