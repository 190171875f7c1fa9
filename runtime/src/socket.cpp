#include <async/net/socket.hpp>
#include <async/spawn_blocking.hpp>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <system_error>
#include <unistd.h>

namespace async::net::detail {

void throw_error(int error, char const* what) {
  throw std::system_error(error, std::generic_category(), what);
}
void throw_errno(char const* what) { throw_error(errno, what); }

namespace {

class resolver_category final : public std::error_category {
 public:
  char const* name() const noexcept override { return "resolver"; }
  std::string message(int error) const override { return gai_strerror(error); }
};

std::error_category const& resolver() {
  static resolver_category const category;
  return category;
}

}  // namespace

std::uint16_t address::port() const noexcept {
  if (storage.ss_family == AF_INET)
    return ntohs(reinterpret_cast<sockaddr_in const*>(&storage)->sin_port);
  if (storage.ss_family == AF_INET6)
    return ntohs(reinterpret_cast<sockaddr_in6 const*>(&storage)->sin6_port);
  return 0;
}

bool is_numeric(std::string const& host) noexcept {
  in6_addr ignored;
  return host.empty() || inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

std::vector<address> resolve_blocking(std::string const& host, std::uint16_t port, bool passive) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | (passive ? AI_PASSIVE : 0);
  addrinfo* list = nullptr;
  int const error = getaddrinfo(host.empty() ? nullptr : host.c_str(),
                                std::to_string(port).c_str(), &hints, &list);
  if (error == EAI_SYSTEM) throw_errno("getaddrinfo");
  if (error != 0) throw std::system_error(error, resolver(), host);
  std::vector<address> found;
  for (addrinfo* i = list; i; i = i->ai_next) {
    address a;
    std::memcpy(&a.storage, i->ai_addr, i->ai_addrlen);
    a.size = i->ai_addrlen;
    found.push_back(a);
  }
  freeaddrinfo(list);
  return found;
}

task<std::vector<address>> resolve_async(std::string host, std::uint16_t port) {
  if (is_numeric(host)) co_return resolve_blocking(host, port, false);
  auto look_up = [host, port] { return resolve_blocking(host, port, false); };
  auto running = spawn_blocking(std::move(look_up));
  co_return co_await running;
}

address local_address(int fd) {
  address a;
  a.size = sizeof a.storage;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&a.storage), &a.size) != 0)
    throw_errno("getsockname");
  return a;
}

void socket_base::close() noexcept {
  int const fd = std::exchange(fd_, -1);  // before those who wait are woken: they look at it
  if (io_source* const s = std::exchange(source_, nullptr)) s->owner->detach(*s);
  if (fd >= 0) ::close(fd);
}

bool ready_awaiter::begin(core::context& c, std::coroutine_handle<> h) {
  if (!waiter_.begin(c)) return false;
  if (!socket_.source_) {
    if (!socket_.is_open()) return false;
    try {
      socket_.source_ = &c.home.io().attach(socket_.fd());
    } catch (...) {
      waiter_.end();
      throw;
    }
    return false;  // what happened before is not known: try
  }
  source_ = socket_.source_;
  if (source_->worth_trying(direction_) || !source_->publish(direction_, waiter_)) return false;
  published_ = true;
  return waiter_.suspend(h);
}

void ready_awaiter::await_resume() {
  waiter_.end();
  if (!waiter_.cancelled()) return;
  if (published_ && !source_->unpublish(direction_, waiter_)) waiter_.wait_released();
  throw cancelled();
}

socket_base listen(std::string_view host, std::uint16_t port, bool non_blocking) {
  int error = EADDRNOTAVAIL;
  for (address const& a : resolve_blocking(std::string(host), port, true)) {
    int const type = SOCK_STREAM | SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0);
    socket_base s(::socket(a.storage.ss_family, type, 0));
    int const on = 1;
    if (s.is_open() && setsockopt(s.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        ::bind(s.fd(), a.get(), a.size) == 0 && ::listen(s.fd(), SOMAXCONN) == 0)
      return s;
    error = errno;
  }
  throw_error(error, "bind");
}

socket_base open_stream(address const& to, bool non_blocking) {
  int const type = SOCK_STREAM | SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0);
  socket_base s(::socket(to.storage.ss_family, type, 0));
  if (!s.is_open()) throw_errno("socket");
  return s;
}

int start_connect(socket_base& s, address const& to) noexcept {
  if (::connect(s.fd(), to.get(), to.size) == 0) return 0;
  if (errno != EINTR) return errno;
  return EINPROGRESS;
}

int finish_connect(socket_base& s) noexcept {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(s.fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  if (error != 0) return error;
  address peer;
  peer.size = sizeof peer.storage;
  if (getpeername(s.fd(), reinterpret_cast<sockaddr*>(&peer.storage), &peer.size) == 0) return 0;
  return errno == ENOTCONN ? EINPROGRESS : errno;
}

namespace {
bool would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }
}  // namespace

std::ptrdiff_t try_read(socket_base& s, std::span<char> into) {
  for (;;) {
    std::ptrdiff_t const n = ::recv(s.fd(), into.data(), into.size(), 0);
    if (n >= 0) {
      // With edge-triggered events a short read means that nothing is left.
      if (n != 0 && static_cast<std::size_t>(n) < into.size()) s.exhausted(io_source::in);
      return n;
    }
    if (would_block(errno)) break;
    if (errno != EINTR) throw_errno("recv");
  }
  s.exhausted(io_source::in);
  return -1;
}

std::ptrdiff_t try_write(socket_base& s, std::span<char const> from) {
  for (;;) {
    std::ptrdiff_t const n = ::send(s.fd(), from.data(), from.size(), MSG_NOSIGNAL);
    if (n >= 0) return n;
    if (would_block(errno)) break;
    if (errno != EINTR) throw_errno("send");
  }
  s.exhausted(io_source::out);
  return -1;
}

socket_base try_accept(socket_base& s, bool non_blocking) {
  for (;;) {
    int const fd =
        ::accept4(s.fd(), nullptr, nullptr, SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0));
    if (fd >= 0) return socket_base(fd);
    if (would_block(errno)) break;
    // A connection that was reset while it waited is not an error of the listener.
    if (errno != EINTR && errno != ECONNABORTED) throw_errno("accept");
  }
  s.exhausted(io_source::in);
  return socket_base();
}

}  // namespace async::net::detail
