#include "quiet_thread.hpp"
#include "signal_watch.hpp"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace async::detail {

namespace {

static_assert(std::atomic<int>::is_always_lock_free);
constinit std::atomic<int> first_signal{0};
constinit std::atomic<int> wake_fd{-1};
constinit std::atomic<bool> in_use{false};

extern "C" void async_on_signal(int signal) {
  int const saved = errno;
  int none = 0;
  if (first_signal.compare_exchange_strong(none, signal)) {
    std::uint64_t const one = 1;
    static_cast<void>(!::write(wake_fd.load(), &one, sizeof one));
  } else {
    // Returning to the default ends the process as the sender expects it, also for the shell.
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  }
  errno = saved;
}

}  // namespace

signal_watch::signal_watch(bool enabled, stop_state& target) : target_(target) {
  if (!enabled || in_use.exchange(true)) return;
  enabled_ = true;
  first_signal.store(0);
  pipe_ = eventfd(0, EFD_CLOEXEC);
  if (pipe_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  wake_fd.store(pipe_);
  thread_ = quiet_thread([this] { watch(); });
  install(SIGINT, before_int_, installed_int_);
  install(SIGTERM, before_term_, installed_term_);
}

void signal_watch::install(int signal, struct sigaction& before, bool& installed) noexcept {
  if (sigaction(signal, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = &async_on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  installed = sigaction(signal, &action, nullptr) == 0;
}

void signal_watch::watch() noexcept {
  std::uint64_t n = 0;
  while (::read(pipe_, &n, sizeof n) < 0 && errno == EINTR) {
  }
  if (first_signal.load() != 0) target_.request();
}

signal_watch::~signal_watch() {
  if (!enabled_) return;
  auto const restore = [](int signal, struct sigaction const& before) {
    struct sigaction now {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler == &async_on_signal) sigaction(signal, &before, nullptr);
  };
  if (installed_int_) restore(SIGINT, before_int_);
  if (installed_term_) restore(SIGTERM, before_term_);
  std::uint64_t const one = 1;
  static_cast<void>(!::write(pipe_, &one, sizeof one));
  thread_.join();
  ::close(pipe_);
  in_use.store(false);
}

int signal_watch::received() const noexcept { return enabled_ ? first_signal.load() : 0; }

}  // namespace async::detail
