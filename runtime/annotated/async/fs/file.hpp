#pragma once

#include <async/byte_view.hpp>
#include <async/drop.hpp>
#include <async/fs/operations.hpp>
#include <async/mode.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace async::fs {

/// An open file. Errors are `std::system_error`. In a suspending mode a thread that may block does the
/// work: a stop request ends an operation with `cancelled` before it has begun, and is seen by the next
/// one otherwise. One operation at a time, except for those at an offset. Owns the descriptor.
template <async::mode M>
class [[async::maybe]] file {
 public:
  using async_mode = M;

  file() noexcept = default;
  file(file&&) noexcept = default;
  file& operator=(file&&) noexcept = default;
  ~file() = default;

  static async::maybe<M, file> open(std::string path, open_flags how = open_flags::read) {
    co_return file(co_await detail::perform<M>(
        [path = std::move(path), how] { return detail::open(path, how); }));
  }
  /// An empty file to write to and read from, whether there was one or not.
  static async::maybe<M, file> create(std::string path) {
    return open(std::move(path), open_flags::read | open_flags::write | open_flags::create |
                                     open_flags::truncate);
  }

  /// The number of bytes read at the current position, at least one, or 0 at the end.
  async::maybe<M, std::size_t> read_some(std::span<char> into) {
    co_return co_await detail::perform<M>(
        [fd = handle_.fd(), into] { return detail::read(fd, into); });
  }
  /// The number of bytes written, at least one unless `from` is empty.
  async::maybe<M, std::size_t> write_some(std::span<char const> from) {
    co_return co_await detail::perform<M>(
        [fd = handle_.fd(), from] { return detail::write(fd, from); });
  }
  async::maybe<M, void> write_all(byte_view from) {
    co_await detail::perform<M>([fd = handle_.fd(), from] { detail::write_all(fd, from); });
    co_return;
  }
  /// What is left, from the current position on.
  async::maybe<M, std::string> read_all() {
    std::string all;
    std::size_t used = 0;
    for (;;) {
      all.resize(used + (used < 65536 ? 65536 : used));
      std::size_t const n = co_await read_some(std::span<char>(all).subspan(used));
      if (n == 0) break;
      used += n;
    }
    all.resize(used);
    co_return all;
  }

  /// At an offset in bytes, whatever the current position, which stays.
  async::maybe<M, std::size_t> read_some_at(std::uint64_t offset, std::span<char> into) {
    co_return co_await detail::perform<M>(
        [fd = handle_.fd(), offset, into] { return detail::read_at(fd, offset, into); });
  }
  async::maybe<M, std::size_t> write_some_at(std::uint64_t offset, std::span<char const> from) {
    co_return co_await detail::perform<M>(
        [fd = handle_.fd(), offset, from] { return detail::write_at(fd, offset, from); });
  }

  /// In bytes.
  std::uint64_t size() const { return detail::size(handle_.fd()); }
  async::maybe<M, void> resize(std::uint64_t bytes) {
    co_await detail::perform<M>([fd = handle_.fd(), bytes] { detail::resize(fd, bytes); });
    co_return;
  }
  /// Ends when what was written is on the disk.
  async::maybe<M, void> sync() {
    co_await detail::perform<M>([fd = handle_.fd()] { detail::sync(fd); });
    co_return;
  }

  int native_handle() const noexcept { return handle_.fd(); }
  bool is_open() const noexcept { return handle_.is_open(); }

  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    handle_.close();
    co_return;
  }

 private:
  explicit file(detail::handle&& h) noexcept : handle_(std::move(h)) {}

  detail::handle handle_;
};

}  // namespace async::fs
