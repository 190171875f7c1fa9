#include "epoll_reactor.hpp"

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace async::detail {

namespace {

[[noreturn]] void fail(char const* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

int wait_events(int epoll, epoll_event* events, int n, reactor::clock::time_point deadline) {
  using clock = reactor::clock;
  if (deadline == clock::time_point::min()) return epoll_wait(epoll, events, n, 0);
  if (deadline == clock::time_point::max()) return epoll_wait(epoll, events, n, -1);
  auto ns = std::chrono::nanoseconds(deadline - clock::now()).count();
  if (ns <= 0) return epoll_wait(epoll, events, n, 0);
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 35)
  timespec ts{};
  ts.tv_sec = static_cast<std::time_t>(ns / 1'000'000'000);
  ts.tv_nsec = static_cast<long>(ns % 1'000'000'000);
  int const got = epoll_pwait2(epoll, events, n, &ts, nullptr);
  if (got >= 0 || errno != ENOSYS) return got;
#endif
  auto const ms = (ns + 999'999) / 1'000'000;
  return epoll_wait(epoll, events, n, ms > 1'000'000 ? 1'000'000 : static_cast<int>(ms));
}

}  // namespace

epoll_reactor::epoll_reactor() {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) fail("epoll_create1");
  wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event e{};
  e.events = EPOLLIN | EPOLLET;
  if (wake_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &e) != 0) {
    int const error = errno;
    if (wake_ >= 0) ::close(wake_);
    ::close(epoll_);
    errno = error;
    fail("eventfd");
  }
}

epoll_reactor::~epoll_reactor() {
  free_detached();
  for (io_source* s = sources_; s; s = s->next) s->owner = nullptr;  // sockets may outlive it
  ::close(wake_);
  ::close(epoll_);
}

io_source& epoll_reactor::attach(int fd) {
  auto* s = new io_source(*this, fd);
  epoll_event e{};
  e.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  e.data.ptr = s;
  {
    spin_guard guard(lock_);
    s->next = sources_;
    if (sources_) sources_->previous = s;
    sources_ = s;
  }
  attached_.fetch_add(1, std::memory_order_release);
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &e) != 0) {
    {
      spin_guard guard(lock_);
      unlink(*s);
    }
    delete s;
    fail("epoll_ctl");
  }
  return *s;
}

void epoll_reactor::detach(io_source& s) noexcept {
  epoll_event none{};
  epoll_ctl(epoll_, EPOLL_CTL_DEL, s.descriptor, &none);
  for (auto const d : {io_source::in, io_source::out}) {
    s.hang_up(d);
    s.ready(d);
  }
  spin_guard guard(lock_);
  unlink(s);
  s.next = detached_;
  detached_ = &s;
}

void epoll_reactor::unlink(io_source& s) noexcept {
  (s.previous ? s.previous->next : sources_) = s.next;
  if (s.next) s.next->previous = s.previous;
}

void epoll_reactor::free_detached() noexcept {
  io_source* s = nullptr;
  {
    spin_guard guard(lock_);
    s = std::exchange(detached_, nullptr);
  }
  while (s) delete std::exchange(s, s->next);
}

void epoll_reactor::poll(clock::time_point deadline) noexcept {
  free_detached();
  epoll_event events[256];
  int const n = wait_events(epoll_, events, 256, deadline);
  // Pairs with attach(): the kernel orders the two, but neither the language nor TSan knows.
  static_cast<void>(attached_.load(std::memory_order_acquire));
  for (int i = 0; i < n; ++i) {
    auto* const s = static_cast<io_source*>(events[i].data.ptr);
    if (!s) continue;  // interrupt(): being edge-triggered, it need not be read
    if (events[i].data.ptr == ring_.get()) {
      ring_->complete();
      continue;
    }
    auto const happened = events[i].events;
    if (happened & (EPOLLRDHUP | EPOLLHUP)) s->hang_up(io_source::in);
    if (happened & EPOLLHUP) s->hang_up(io_source::out);
    if (happened & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) s->ready(io_source::in);
    if (happened & (EPOLLOUT | EPOLLHUP | EPOLLERR)) s->ready(io_source::out);
  }
}

bool epoll_reactor::start(file_request& r) noexcept {
  std::call_once(ring_chosen_, [this]() noexcept {
    auto made = file_ring::make();
    if (!made) return;
    epoll_event e{};
    e.events = EPOLLIN;
    e.data.ptr = made.get();
    ring_ = std::move(made);  // before an event may tell of it
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, ring_->descriptor(), &e) != 0) ring_ = nullptr;
  });
  return ring_ && ring_->start(r);
}

void epoll_reactor::interrupt() noexcept {
  std::uint64_t const one = 1;
  while (::write(wake_, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

}  // namespace async::detail
