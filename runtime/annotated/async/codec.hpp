#pragma once

#include <async/buffered.hpp>
#include <async/detail/exceptions.hpp>
#include <async/generator.hpp>
#include <async/io.hpp>
#include <async/mode.hpp>
#include <async/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace async {

/// The lines of a buffered reader (without "\n" or "\r\n"): a range in a blocking mode, a stream otherwise.
/// Borrows the reader. Throws `io_errc::too_long` for a line of more than `limit` bytes.
template <class R>
[[async::maybe]] maybe_generator<mode_of<R>, std::string> lines(buffered_reader<R>& from,
                                                               std::size_t limit = 1 << 20) {
  while (auto line = co_await from.read_line(limit)) co_yield std::move(*line);
}

/// Messages with their length in front, as 4 bytes, the highest first.
template <class W>
[[async::maybe]] maybe<mode_of<W>, void> write_frame(buffered_writer<W>& to,
                                                     std::string_view message) {
  if (message.size() > std::numeric_limits<std::uint32_t>::max())
    ASYNC_THROW(std::system_error(io_errc::too_long, "write_frame"));
  auto const size = static_cast<std::uint32_t>(message.size());
  char const head[4] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                        static_cast<char>(size >> 8), static_cast<char>(size)};
  co_await to.write(std::string_view(head, 4));
  co_await to.write(message);
  co_return;
}

/// The next message; nothing at the end. Throws `io_errc::too_long` for one of more than `limit` bytes and
/// `io_errc::unexpected_end` for a part of one, which stays in the buffer, as it does after `cancelled`.
template <class R>
[[async::maybe]] maybe<mode_of<R>, std::optional<std::string>> read_frame(
    buffered_reader<R>& from, std::size_t limit = 1 << 24) {
  if (from.buffered().empty() && co_await from.fill() == 0) co_return std::nullopt;
  auto const head = co_await from.read_exact(std::size_t(4));
  ASYNC_TRY {
    std::uint32_t size = 0;
    for (char c : head) size = size << 8 | static_cast<unsigned char>(c);
    if (size > limit) ASYNC_THROW(std::system_error(io_errc::too_long, "read_frame"));
    co_return co_await from.read_exact(std::size_t(size));
  } ASYNC_CATCH_ALL {
    from.unread(head);
    ASYNC_RETHROW;
  }
}

/// All messages that are left.
template <class R>
[[async::maybe]] maybe_generator<mode_of<R>, std::string> frames(buffered_reader<R>& from,
                                                                std::size_t limit = 1 << 24) {
  while (auto message = co_await read_frame(from, limit)) co_yield std::move(*message);
}

}  // namespace async
