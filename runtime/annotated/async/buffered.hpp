#pragma once

#include <async/byte_view.hpp>
#include <async/detail/byte_buffer.hpp>
#include <async/detail/exceptions.hpp>
#include <async/drop.hpp>
#include <async/io.hpp>
#include <async/mode.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace async {

/// Reads a reader in large pieces and gives what was asked for: bytes, lines, up to a delimiter. It
/// borrows an lvalue (`R` is a reference) and owns an rvalue. What an operation that fails or ends with
/// `cancelled` has read stays in the buffer. For one task at a time.
template <reader R>
class [[async::maybe]] buffered_reader {
 public:
  using async_mode = mode_of<R>;

  explicit buffered_reader(R&& from, std::size_t capacity = 8192)
      : from_(std::forward<R>(from)), buffer_(capacity) {}

  /// What was read and not yet consumed; valid until the next read.
  std::span<char const> buffered() const noexcept { return buffer_.data(); }
  void consume(std::size_t bytes) noexcept { buffer_.consume(bytes); }
  /// Puts bytes in front of what is buffered: they are read next.
  void unread(std::string_view bytes) { buffer_.put_back(bytes); }

  /// Reads once and adds that to the buffer, which grows if it is full: how many bytes, or 0 at the end.
  async::maybe<async_mode, std::size_t> fill() {
    std::size_t const n = co_await from_.read_some(buffer_.room());
    buffer_.filled(n);
    co_return n;
  }

  /// The number of bytes read, at least one, or 0 at the end and if there is no room for any.
  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    if (into.empty()) co_return 0;
    if (buffer_.data().empty() && into.size() >= buffer_.capacity())
      co_return co_await from_.read_some(into);
    if (buffer_.data().empty()) co_await fill();
    co_return buffer_.take(into);
  }
  /// Throws `io_errc::unexpected_end` if the input ends before `into` is full.
  async::maybe<async_mode, void> read_exact(std::span<char> into) {
    std::size_t done = 0;
    ASYNC_TRY {
      while (done < into.size()) {
        std::size_t const n = co_await read_some(into.subspan(done));
        if (n == 0) ASYNC_THROW(std::system_error(io_errc::unexpected_end, "read_exact"));
        done += n;
      }
    } ASYNC_CATCH_ALL {
      unread(std::string_view(into.data(), done));
      ASYNC_RETHROW;
    }
    co_return;
  }
  async::maybe<async_mode, std::string> read_exact(std::size_t bytes) {
    std::string all(bytes, '\0');
    co_await read_exact(std::span<char>(all));
    co_return all;
  }

  /// Up to and with the delimiter, or what is left before the end; nothing at the end. Throws
  /// `io_errc::too_long` for more than `limit` bytes.
  async::maybe<async_mode, std::optional<std::string>> read_until(std::string_view delimiter,
                                                                  std::size_t limit = 1 << 20) {
    std::size_t searched = 0;
    for (;;) {
      std::string_view const data(buffer_.data().data(), buffer_.data().size());
      std::size_t const at = data.find(delimiter, searched);
      std::size_t const size = at == data.npos ? data.size() : at + delimiter.size();
      if (size > limit) ASYNC_THROW(std::system_error(io_errc::too_long, "read_until"));
      if (at != data.npos) co_return buffer_.take(size);
      searched = data.size() - std::min(data.size(), delimiter.size() - 1);
      if (co_await fill() == 0) {
        if (data.empty()) co_return std::nullopt;
        co_return buffer_.take(size);
      }
    }
  }
  /// A line without its "\n" or "\r\n", which count for `limit`; nothing at the end.
  async::maybe<async_mode, std::optional<std::string>> read_line(std::size_t limit = 1 << 20) {
    auto line = co_await read_until("\n", limit);
    if (line && line->ends_with('\n')) {
      line->pop_back();
      if (line->ends_with('\r')) line->pop_back();
    }
    co_return line;
  }

  /// What it reads from.
  std::remove_reference_t<R>& next_layer() noexcept { return from_; }

 private:
  // What is read through it is dropped with it.
  friend auto async_drop(buffered_reader& self, std::exception_ptr const& error)
    requires(!std::is_reference_v<R> && has_drop<R>)
  {
    return drop_parts(error, self.from_);
  }
  friend bool async_drop_needed(buffered_reader const& self)
    requires(!std::is_reference_v<R> && has_drop<R>)
  {
    return drop_needed(self.from_);
  }

  R from_;
  detail::byte_buffer buffer_;
};
template <class R>
buffered_reader(R&&) -> buffered_reader<R>;
template <class R>
buffered_reader(R&&, std::size_t) -> buffered_reader<R>;

/// Collects what is written and passes it on in large pieces. It borrows an lvalue and owns an rvalue.
/// Has a drop, which flushes: what was written is not lost when an error leaves the scope. For one task
/// at a time.
template <writer W>
class [[async::maybe]] buffered_writer {
 public:
  using async_mode = mode_of<W>;

  explicit buffered_writer(W&& to, std::size_t capacity = 8192)
      : to_(std::forward<W>(to)), buffer_(capacity) {}
  buffered_writer(buffered_writer&&) = default;
  buffered_writer& operator=(buffered_writer&&) = default;

  /// Into the buffer, or on if that is full; more than it holds goes on at once. After an error or `cancelled` a
  /// part may have been written.
  async::maybe<async_mode, void> write(byte_view bytes) {
    std::span<char const> left = bytes;
    if (left.size() > buffer_.free()) {
      co_await flush();
      while (!left.empty() && left.size() >= buffer_.capacity())
        left = left.subspan(co_await to_.write_some(left));
    }
    buffer_.put(std::string_view(left.data(), left.size()));
    co_return;
  }
  async::maybe<async_mode, void> write(char byte) {
    co_await write(std::string_view(&byte, 1));
    co_return;
  }

  /// Passes on what is in the buffer. After an error or `cancelled` what could not be written is gone: it is not
  /// written again.
  [[async::drop(pending)]] async::maybe<async_mode, void> flush() {
    auto data = buffer_.data();
    buffer_.consume(data.size());
    while (!data.empty()) data = data.subspan(co_await to_.write_some(data));
    co_return;
  }
  /// Whether there is something to flush.
  bool pending() const noexcept { return !buffer_.data().empty(); }

  /// What it writes to.
  std::remove_reference_t<W>& next_layer() noexcept { return to_; }

 private:
  W to_;
  detail::byte_buffer buffer_;
};
template <class W>
buffered_writer(W&&) -> buffered_writer<W>;
template <class W>
buffered_writer(W&&, std::size_t) -> buffered_writer<W>;

}  // namespace async
