#pragma once

#include <async/detail/exceptions.hpp>
#include <async/errors.hpp>
#include <async/mode.hpp>
#include <async/reactor.hpp>
#include <async/spawn_blocking.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>

#include <async/cancel.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Begins with the kernel what `file_request` says, where the current runtime's reactor can. Awaited: the
/// result, or nothing if it cannot, and a thread has to. Unless it is seen through, a stop request ends it with
/// `cancelled` before it has begun, and afterwards the kernel is asked to end it: what it has done by then
/// counts.
class request_awaiter final : public core::native_awaitable,
                        private async::file_request,
                        private core::stop_node {
 public:
  request_awaiter(kind k, int fd, void* data, std::size_t length, std::uint64_t at,
                  char const* name, bool seen_through = false) noexcept
      : file_request(k), stop_node(&on_stop), name_(name), seen_through_(seen_through) {
    descriptor = fd;
    bytes = data;
    size = length < max_size ? static_cast<unsigned>(length) : max_size;
    offset = at;
  }
  request_awaiter(char const* file, int open_flags) noexcept
      : file_request(kind::open), stop_node(&on_stop), name_(file), seen_through_(true) {
    path = file;
    flags = open_flags;
  }

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) {
    return begin(*h.promise().ctx, h);
  }
  /// Throws `std::system_error`, or `cancelled`.
  std::optional<int> await_resume();

 private:
  static constexpr unsigned max_size = 1u << 30;

  bool begin(core::context& c, std::coroutine_handle<> h);
  void completed(int result) noexcept override;
  static void on_stop(stop_node* self) noexcept;

  char const* name_;  // for the message of an error
  core::context* ctx_ = nullptr;
  async::reactor* reactor_ = nullptr;
  int result_ = 0;
  bool seen_through_;
  bool started_ = false;
  bool cancelled_ = false;
};

template <class F>
task<std::invoke_result_t<F>> on_pool(F f) {
  if (this_task::stop_token().stop_requested()) ASYNC_THROW(cancelled());
  auto wait = [](F work) -> task<std::invoke_result_t<F>> {
    auto running = spawn_blocking(std::move(work));
    co_return co_await running;
  };
  // Once it has begun, the thread uses the caller's buffer: see it through.
  co_return co_await uncancellable(wait(std::move(f)));
}

// The same for tasks: by the kernel if it can, else on a thread that may block. Between the parts of a
// `write_all` no stop is seen.
task<handle> open_async(std::string path, open_flags how);
task<std::size_t> read_async(int fd, std::uint64_t offset, std::span<char> into);
task<std::size_t> write_async(int fd, std::uint64_t offset, std::span<char const> from);
task<void> write_all_async(int fd, std::span<char const> from);
task<void> sync_async(int fd);

template <mode M>
auto open_in(std::string path, open_flags how) {
  if constexpr (M::is_async)
    return open_async(std::move(path), how);
  else
    return open(path, how);
}
/// An offset that is none of those that say something else: no file is so long.
constexpr std::uint64_t position(std::uint64_t offset) noexcept {
  return offset == async::file_request::here ? offset - 1 : offset;
}
template <mode M>
auto read_in(int fd, std::span<char> into, std::uint64_t offset = async::file_request::here) {
  if constexpr (M::is_async)
    return read_async(fd, offset, into);
  else
    return offset == async::file_request::here ? read(fd, into) : read_at(fd, offset, into);
}
template <mode M>
auto write_in(int fd, std::span<char const> from, std::uint64_t offset = async::file_request::here) {
  if constexpr (M::is_async)
    return write_async(fd, offset, from);
  else
    return offset == async::file_request::here ? write(fd, from) : write_at(fd, offset, from);
}
template <mode M>
auto write_all_in(int fd, std::span<char const> from) {
  if constexpr (M::is_async)
    return write_all_async(fd, from);
  else
    return write_all(fd, from);
}
template <mode M>
auto resize_in(int fd, std::uint64_t bytes) {
  if constexpr (M::is_async)
    return on_pool([=] { resize(fd, bytes); });
  else
    return resize(fd, bytes);
}
template <mode M>
auto sync_in(int fd) {
  if constexpr (M::is_async)
    return sync_async(fd);
  else
    return sync(fd);
}

}  // namespace detail
}  // namespace async::fs
