#include <async/net/socket.hpp>
#include <async/spawn_blocking.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
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

bool is_numeric(std::string const& host) noexcept {
  in6_addr ignored;
  return host.empty() || inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

std::vector<endpoint> resolve_blocking(std::string const& host, std::uint16_t port, int type,
                                       bool passive) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = type;
  hints.ai_flags = AI_NUMERICSERV | (passive ? AI_PASSIVE : 0);
  addrinfo* list = nullptr;
  int const error = host.find('\0') != host.npos ? EAI_NONAME : getaddrinfo(host.empty() ? nullptr : host.c_str(),
                                std::to_string(port).c_str(), &hints, &list);
  if (error == EAI_SYSTEM) throw_errno("getaddrinfo");
  if (error != 0) throw std::system_error(error, resolver(), host);
  std::vector<endpoint> found;
  for (addrinfo* i = list; i; i = i->ai_next) found.emplace_back(i->ai_addr, i->ai_addrlen);
  freeaddrinfo(list);
  return found;
}

task<std::vector<endpoint>> resolve_async(std::string host, std::uint16_t port, int type) {
  if (is_numeric(host)) co_return resolve_blocking(host, port, type, false);
  auto look_up = [host, port, type] { return resolve_blocking(host, port, type, false); };
  auto running = spawn_blocking(std::move(look_up));
  co_return co_await running;
}

static endpoint endpoint_of(int fd, int (*ask)(int, sockaddr*, socklen_t*), char const* name) {
  sockaddr_storage a{};
  socklen_t size = sizeof a;
  if (ask(fd, reinterpret_cast<sockaddr*>(&a), &size) != 0) throw_errno(name);
  return endpoint(reinterpret_cast<sockaddr const*>(&a), size);
}

endpoint local_endpoint(int fd) { return endpoint_of(fd, &getsockname, "getsockname"); }
endpoint remote_endpoint(int fd) { return endpoint_of(fd, &getpeername, "getpeername"); }

unix_endpoint unix_address(std::string_view path) {
  unix_endpoint a;
  a.storage.sun_family = AF_UNIX;
  bool const abstract = !path.empty() && path.front() == 0;
  if (path.size() + !abstract > sizeof a.storage.sun_path) throw_error(ENAMETOOLONG, "unix socket");
  // Without a name the system would choose one; the part in front of a zero would be another file.
  if (path.empty() || (!abstract && path.find('\0') != path.npos)) throw_error(EINVAL, "unix socket");
  std::memcpy(a.storage.sun_path, path.data(), path.size());
  a.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + !abstract);
  return a;
}

void socket_base::close() noexcept {
  int const fd = std::exchange(fd_, -1);  // before those who wait are woken: they look at it
  io_source* s = nullptr;
  {
    core::spin_guard guard(lock_);
    s = std::exchange(sources_, nullptr);
  }
  while (s) {
    io_source* const gone = std::exchange(s, s->beside);
    if (gone->owner)
      gone->owner->detach(*gone);
    else
      delete gone;  // its runtime is gone
  }
  if (fd >= 0) ::close(fd);
}

io_source* socket_base::source_on(reactor const& r) noexcept {
  for (io_source** at = &sources_; *at;) {
    io_source* const s = *at;
    if (s->owner == &r) return s;
    if (s->owner) {
      at = &s->beside;
    } else {
      *at = s->beside;
      delete s;  // its runtime is gone, and who waited there with it
    }
  }
  return nullptr;
}

bool socket_base::has(io_source const* s) const noexcept {
  io_source const* each = sources_;
  while (each && each != s) each = each->beside;
  return each != nullptr;
}

bool ready_awaiter::begin(core::context& c, std::coroutine_handle<> h) {
  c.settle();
  reactor& here = c.home.io();
  bool tries = false;
  if (!c.stop_requested()) {
    // Most attempts to write need no wait, and then nothing that a stop request would have to find.
    core::spin_guard guard(socket_.lock_);
    io_source* const s = socket_.source_on(here);
    tries = s && s->worth_trying(direction_);
  }
  if (tries) return c.makes_way(h);
  if (!waiter_.begin(c)) return false;
  try {
    if (!publish(here)) return false;
  } catch (...) {
    waiter_.end();
    throw;
  }
  return waiter_.suspend(h);
}

/// False if an attempt is worth while.
bool ready_awaiter::publish(reactor& here) {
  core::spin_guard guard(socket_.lock_);
  if (!socket_.is_open()) return false;
  source_ = socket_.source_on(here);
  if (!source_) {
    source_ = &here.attach(socket_.fd());
    source_->beside = std::exchange(socket_.sources_, source_);
    return false;  // what happened before is not known: try
  }
  published_ = !source_->worth_trying(direction_) && source_->publish(direction_, waiter_);
  return published_;
}

void ready_awaiter::await_resume() {
  waiter_.end();
  if (!waiter_.cancelled()) return;
  bool mine = false;
  if (published_) {
    core::spin_guard guard(socket_.lock_);
    mine = socket_.has(source_) && source_->unpublish(direction_, waiter_);
  }
  if (published_ && !mine) waiter_.wait_released();
  throw cancelled();
}

socket_base open(int family, int type, bool non_blocking) {
  socket_base s(::socket(family, type | SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0), 0));
  if (!s.is_open()) throw_errno("socket");
  return s;
}

int try_open(socket_base& s, int family, int type, bool non_blocking) {
  s = socket_base(::socket(family, type | SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0), 0));
  if (!s.is_open() && errno != EAFNOSUPPORT) throw_errno("socket");
  return s.is_open() ? 0 : EAFNOSUPPORT;
}

socket_base bind(std::string_view host, std::uint16_t port, int type, bool non_blocking) {
  int error = EADDRNOTAVAIL;
  auto addresses = resolve_blocking(std::string(host), port, type, true);
  // All addresses: a listener for IPv6 takes connections of IPv4, too. Datagrams would have to be sent otherwise.
  bool const both = host.empty() && type == SOCK_STREAM;
  if (both)
    std::ranges::stable_partition(addresses, [](endpoint const& a) { return a.family() == AF_INET6; });
  for (endpoint const& a : addresses) {
    // A family that the system lacks is no reason to give up.
    socket_base s(::socket(a.family(), type | SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0), 0));
    int const on = 1, off = 0;
    if (both && s.is_open() && a.family() == AF_INET6)
      ::setsockopt(s.fd(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (s.is_open() &&
        (type != SOCK_STREAM ||
         setsockopt(s.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0) &&
        ::bind(s.fd(), a.data(), a.size()) == 0)
      return s;
    error = errno;
  }
  throw_error(error, "bind");
}

void bind(socket_base& s, sockaddr const* to, socklen_t size) {
  if (::bind(s.fd(), to, size) != 0) throw_errno("bind");
}

void listen(socket_base& s) {
  if (::listen(s.fd(), SOMAXCONN) != 0) throw_errno("listen");
}

int start_connect(socket_base& s, sockaddr const* to, socklen_t size) noexcept {
  for (;;) {
    if (::connect(s.fd(), to, size) == 0) return 0;
    if (errno != EINTR) return errno;
    // A connection over the network goes on meanwhile; to a listener without room nothing was begun.
    if (to->sa_family != AF_UNIX) return EINPROGRESS;
  }
}

int finish_connect(socket_base& s) noexcept {
  if (!s.is_attached() && !(::fcntl(s.fd(), F_GETFL) & O_NONBLOCK)) {  // after a signal
    pollfd connected{s.fd(), POLLOUT, 0};
    ::poll(&connected, 1, -1);
  }
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(s.fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  if (error != 0) return error;
  sockaddr_storage peer;
  socklen_t peer_size = sizeof peer;
  if (getpeername(s.fd(), reinterpret_cast<sockaddr*>(&peer), &peer_size) == 0) return 0;
  return errno == ENOTCONN ? EINPROGRESS : errno;
}

namespace {
/// What went wrong with a connection while it waited is not an error of the listener (accept(2)).
bool is_of_connection(int error) noexcept {
  for (int each : {ECONNABORTED, EPROTO, ENOPROTOOPT, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ENONET})
    if (error == each) return true;
  return false;
}

/// Whether to wait and try again. On a blocking socket it is the time limit that its owner has set.
bool would_block(socket_base const& s, char const* what) {
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  if (!s.is_attached() && !(::fcntl(s.fd(), F_GETFL) & O_NONBLOCK)) throw_error(ETIMEDOUT, what);
  return true;
}
}  // namespace

std::ptrdiff_t try_read(socket_base& s, std::span<char> into) {
  for (;;) {
    std::ptrdiff_t const n = ::recv(s.fd(), into.data(), into.size(), 0);
    if (n >= 0) {
      // With edge-triggered events a short read means that nothing is left.
      if (n != 0 && static_cast<std::size_t>(n) < into.size())
        s.exhausted(io_source::in, false);
      return n;
    }
    if (would_block(s, "recv")) break;
    if (errno != EINTR) throw_errno("recv");
  }
  s.exhausted(io_source::in);
  return -1;
}

std::ptrdiff_t try_write(socket_base& s, std::span<char const> from) {
  for (;;) {
    std::ptrdiff_t const n = ::send(s.fd(), from.data(), from.size(), MSG_NOSIGNAL);
    if (n >= 0) return n;
    if (would_block(s, "send")) break;
    if (errno != EINTR) throw_errno("send");
  }
  s.exhausted(io_source::out);
  return -1;
}

std::ptrdiff_t try_receive_from(socket_base& s, std::span<char> into, endpoint& from) {
  sockaddr_storage a{};
  for (;;) {
    socklen_t size = sizeof a;
    std::ptrdiff_t const n = ::recvfrom(s.fd(), into.data(), into.size(), 0,
                                        reinterpret_cast<sockaddr*>(&a), &size);
    if (n >= 0) {
      from = endpoint(reinterpret_cast<sockaddr const*>(&a), size);
      return n;
    }
    if (would_block(s, "recvfrom")) break;
    if (errno != EINTR) throw_errno("recvfrom");
  }
  s.exhausted(io_source::in);
  return -1;
}

std::ptrdiff_t try_send_to(socket_base& s, std::span<char const> from, endpoint const& to) {
  for (;;) {
    std::ptrdiff_t const n =
        ::sendto(s.fd(), from.data(), from.size(), MSG_NOSIGNAL, to.data(), to.size());
    if (n >= 0) return n;
    if (would_block(s, "sendto")) break;
    if (errno != EINTR) throw_errno("sendto");
  }
  s.exhausted(io_source::out);
  return -1;
}

socket_base try_accept(socket_base& s, bool non_blocking) {
  for (;;) {
    int const fd =
        ::accept4(s.fd(), nullptr, nullptr, SOCK_CLOEXEC | (non_blocking ? SOCK_NONBLOCK : 0));
    if (fd >= 0) return socket_base(fd);
    if (would_block(s, "accept")) break;
    if (errno != EINTR && !is_of_connection(errno)) throw_errno("accept");
  }
  s.exhausted(io_source::in);
  return socket_base();
}

}  // namespace async::net::detail
