#pragma once

#include <async/detail/foreign.hpp>
#include <async/detail/spinlock.hpp>
#include <async/errors.hpp>
#include <async/mode.hpp>
#include <async/net/endpoint.hpp>
#include <async/reactor.hpp>
#include <async/task.hpp>
#include <async/time.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <utility>
#include <vector>

/// What the protocols in <async/net/> are written on: the operations that differ by mode.
namespace async::net::detail {

namespace core = async::detail;

/// The address of a local socket, which is longer than others.
struct unix_endpoint {
  sockaddr_un storage{};
  socklen_t size = 0;

  sockaddr const* data() const noexcept { return reinterpret_cast<sockaddr const*>(&storage); }
};

[[noreturn]] void throw_errno(char const* what);
[[noreturn]] void throw_error(int error, char const* what);

/// Addresses of a service for SOCK_STREAM or SOCK_DGRAM. An empty host means every local address.
/// Blocks for names.
std::vector<endpoint> resolve_blocking(std::string const& host, std::uint16_t port, int type,
                                       bool passive);
bool is_numeric(std::string const& host) noexcept;
endpoint local_endpoint(int fd);
endpoint remote_endpoint(int fd);
/// Of a path, or of a name without a file that begins with a zero byte. Throws
/// `std::system_error` (filename_too_long).
unix_endpoint unix_address(std::string_view path);

/// Owns a descriptor and its registration with the reactor of each runtime that it has waited on. Not
/// thread-safe, except that one task may read while another writes.
class socket_base {
 public:
  socket_base() noexcept = default;
  explicit socket_base(int fd) noexcept : fd_(fd) {}
  socket_base(socket_base&& o) noexcept
      : fd_(std::exchange(o.fd_, -1)), sources_(std::exchange(o.sources_, nullptr)) {}
  socket_base& operator=(socket_base&& o) noexcept {
    std::swap(fd_, o.fd_);
    std::swap(sources_, o.sources_);
    return *this;
  }
  ~socket_base() { close(); }

  int fd() const noexcept { return fd_; }
  bool is_open() const noexcept { return fd_ >= 0; }
  /// Whether it has waited for readiness, which blocking ones do not.
  bool is_attached() const noexcept {
    core::spin_guard guard(lock_);
    return sources_ != nullptr;
  }
  void close() noexcept;
  /// The last attempt left nothing to read, or no room to write: the next waits first. `nothing` if it found it
  /// so, and did nothing.
  void exhausted(io_source::direction d, bool nothing = true) noexcept {
    core::spin_guard guard(lock_);
    for (io_source* s = sources_; s; s = s->beside) s->exhausted(d, nothing);
  }

 private:
  friend class ready_awaiter;
  /// Under the lock, as are the following: that with this reactor, or null.
  io_source* source_on(reactor const& r) noexcept;
  bool has(io_source const* s) const noexcept;

  int fd_ = -1;
  mutable core::spinlock lock_;
  io_source* sources_ = nullptr;
};

/// Waits until an attempt is worth while; at once unless the last one found the socket exhausted.
/// Throws `cancelled` after a stop request.
class ready_awaiter : public core::native_awaitable {
 public:
  ready_awaiter(socket_base& s, io_source::direction d) noexcept : socket_(s), direction_(d) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) {
    return begin(*h.promise().ctx, h);
  }
  void await_resume();

 private:
  bool begin(core::context& c, std::coroutine_handle<> h);
  bool publish(reactor& here);

  socket_base& socket_;
  io_source* source_ = nullptr;
  io_source::direction direction_;
  bool published_ = false;
  core::waiter waiter_;
};

task<std::vector<endpoint>> resolve_async(std::string host, std::uint16_t port, int type);

template <mode M>
auto wait_readable(socket_base& s) {
  if constexpr (M::is_async) return ready_awaiter(s, io_source::in);
}

template <mode M>
auto wait_writable(socket_base& s) {
  if constexpr (M::is_async) return ready_awaiter(s, io_source::out);
}

template <mode M>
auto resolve(std::string_view host, std::uint16_t port, int type) {
  if constexpr (M::is_async)
    return resolve_async(std::string(host), port, type);
  else
    return resolve_blocking(std::string(host), port, type, false);
}

/// A new socket of a family and type. Throws `std::system_error`.
socket_base open(int family, int type, bool non_blocking);
/// The same for one of several addresses: EAFNOSUPPORT if the system has not got the family, else 0.
int try_open(socket_base& s, int family, int type, bool non_blocking);
/// The first of these addresses that a socket can be bound to. Throws `std::system_error`.
socket_base bind(std::string_view host, std::uint16_t port, int type, bool non_blocking);
void bind(socket_base& s, sockaddr const* to, socklen_t size);
void listen(socket_base& s);
/// 0, or EINPROGRESS (then `finish_connect` tells how it ended), or why it failed.
int start_connect(socket_base& s, sockaddr const* to, socklen_t size) noexcept;
int finish_connect(socket_base& s) noexcept;

/// One attempt each: the number of bytes, or -1 to wait and try again. Throw `std::system_error`.
std::ptrdiff_t try_read(socket_base& s, std::span<char> into);
std::ptrdiff_t try_write(socket_base& s, std::span<char const> from);
std::ptrdiff_t try_receive_from(socket_base& s, std::span<char> into, endpoint& from);
std::ptrdiff_t try_send_to(socket_base& s, std::span<char const> from, endpoint const& to);
/// A connected socket, or one that is not open to wait and try again.
socket_base try_accept(socket_base& s, bool non_blocking);

}  // namespace async::net::detail
