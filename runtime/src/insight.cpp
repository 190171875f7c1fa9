#include "quiet_thread.hpp"

#include <async/insight.hpp>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

namespace async {

namespace {

// One for all signals; lives as long as the process.
int const& wake() {
  static int const fd = [] {
    int const made = eventfd(0, EFD_CLOEXEC);
    if (made < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    detail::quiet_thread([made] {
      std::uint64_t n = 0;
      while (::read(made, &n, sizeof n) > 0 || errno == EINTR) dump_tasks();
    }).detach();
    return made;
  }();
  return fd;
}

int const* handler_fd = nullptr;

extern "C" void async_on_dump_signal(int) {
  int const saved = errno;
  std::uint64_t const one = 1;
  static_cast<void>(!::write(*handler_fd, &one, sizeof one));
  errno = saved;
}

}  // namespace

void dump_tasks_on(int signal) {
  handler_fd = &wake();
  struct sigaction action {};
  action.sa_handler = &async_on_dump_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal, &action, nullptr) != 0)
    throw std::system_error(errno, std::generic_category(), "sigaction");
}

}  // namespace async
