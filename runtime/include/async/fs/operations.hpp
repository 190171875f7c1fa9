#pragma once

#include <async/errors.hpp>
#include <async/mode.hpp>
#include <async/spawn_blocking.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>

#include <async/cancel.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace async::fs {

/// How a file is opened. Combine with `|`; `read` alone is the default.
enum class open_flags : unsigned {
  read = 1,
  write = 2,
  append = 4,     ///< every write goes to the end; includes `write`
  create = 8,     ///< makes the file if there is none
  truncate = 16,  ///< begins with an empty file
  exclusive = 32  ///< with `create`: fails if there is a file
};
constexpr open_flags operator|(open_flags a, open_flags b) noexcept {
  return static_cast<open_flags>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool operator&(open_flags a, open_flags b) noexcept {
  return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}

/// What `file` is written on: system calls that may block.
namespace detail {

namespace core = async::detail;

/// Owns a descriptor.
class handle {
 public:
  handle() noexcept = default;
  explicit handle(int fd) noexcept : fd_(fd) {}
  handle(handle&& o) noexcept : fd_(std::exchange(o.fd_, -1)) {}
  handle& operator=(handle&& o) noexcept {
    std::swap(fd_, o.fd_);
    return *this;
  }
  ~handle() { close(); }

  int fd() const noexcept { return fd_; }
  bool is_open() const noexcept { return fd_ >= 0; }
  void close() noexcept;

 private:
  int fd_ = -1;
};

// All throw `std::system_error` and go on after a signal.
handle open(std::string const& path, open_flags how);
std::size_t read(int fd, std::span<char> into);
std::size_t write(int fd, std::span<char const> from);
std::size_t read_at(int fd, std::uint64_t offset, std::span<char> into);
std::size_t write_at(int fd, std::uint64_t offset, std::span<char const> from);
void write_all(int fd, std::span<char const> from);
std::uint64_t size(int fd);
void resize(int fd, std::uint64_t bytes);
void sync(int fd);

template <class F>
task<std::invoke_result_t<F>> on_pool(F f) {
  if (this_task::stop_token().stop_requested()) throw cancelled();
  auto wait = [](F work) -> task<std::invoke_result_t<F>> {
    auto running = spawn_blocking(std::move(work));
    co_return co_await running;
  };
  // Once it has begun, the thread uses the caller's buffer: see it through.
  co_return co_await uncancellable(wait(std::move(f)));
}

/// `f()`: on a thread that may block if the mode suspends. A stop request ends it with `cancelled`
/// before it has begun, not afterwards.
template <mode M, class F>
auto perform(F f) {
  if constexpr (M::is_async)
    return on_pool(std::move(f));
  else
    return f();
}

}  // namespace detail
}  // namespace async::fs
