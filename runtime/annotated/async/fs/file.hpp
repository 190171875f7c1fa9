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

/// An open file. Errors are `std::system_error`. In a suspending mode the kernel does the work by itself
/// (io_uring), or a thread that may block where it cannot. A stop request ends an operation with `cancelled`
/// before it has begun. Afterwards a read or write ends early if the kernel can end it, and gives what it
/// has read or written, if that is anything; `write_all`, `resize` and `sync` are seen through. One operation at a
/// time, except for those at an offset. Owns the descriptor.
template <async::mode M>
class [[async::maybe]] file {
 public:
  using async_mode = M;

  file() noexcept = default;
  file(file&&) noexcept = default;
  file& operator=(file&&) noexcept = default;
  ~file() = default;

  static async::maybe<M, file> open(std::string path, open_flags how = open_flags::read) {
    co_return file(co_await detail::open_in<M>(std::move(path), how));
  }
  /// An empty file to write to and read from, whether there was one or not.
  static async::maybe<M, file> create(std::string path) {
    return open(std::move(path), open_flags::read | open_flags::write | open_flags::create |
                                     open_flags::truncate);
  }

  /// The number of bytes read at the current position, at least one, or 0 at the end.
  async::maybe<M, std::size_t> read_some(std::span<char> into) {
    return detail::read_in<M>(handle_.fd(), into);
  }
  /// The number of bytes written, at least one unless `from` is empty.
  async::maybe<M, std::size_t> write_some(byte_view from) {
    return detail::write_in<M>(handle_.fd(), from);
  }
  /// All of it. After an error a part may have been written.
  async::maybe<M, void> write_all(byte_view from) {
    return detail::write_all_in<M>(handle_.fd(), from);
  }
  /// What is left, from the current position on. After an error or `cancelled` what was read by then is gone, and
  /// the position has moved.
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
    return detail::read_in<M>(handle_.fd(), into, detail::position(offset));
  }
  async::maybe<M, std::size_t> write_some_at(std::uint64_t offset, byte_view from) {
    return detail::write_in<M>(handle_.fd(), from, detail::position(offset));
  }

  /// In bytes.
  std::uint64_t size() const { return detail::size(handle_.fd()); }
  /// Cuts the file off, or adds zeros; the current position stays.
  async::maybe<M, void> resize(std::uint64_t bytes) {
    return detail::resize_in<M>(handle_.fd(), bytes);
  }
  /// Ends when what was written is on the disk.
  async::maybe<M, void> sync() {
    return detail::sync_in<M>(handle_.fd());
  }

  int native_handle() const noexcept { return handle_.fd(); }
  bool is_open() const noexcept { return handle_.is_open(); }

  /// The end of an object does the same.
  [[async::drop(is_open)]] async::maybe<M, void> close() noexcept {
    handle_.close();
    co_return;
  }

 private:
  explicit file(detail::handle&& h) noexcept : handle_(std::move(h)) {}

  detail::handle handle_;
};

}  // namespace async::fs
