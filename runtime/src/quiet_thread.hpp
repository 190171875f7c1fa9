#pragma once

#include <csignal>
#include <thread>
#include <utility>

namespace async::detail {

/// A thread of the library's own that takes no signals away from threads whose system calls wait for them.
/// Throws `std::system_error`.
template <class F>
std::thread quiet_thread(F f) {
  struct mask {
    mask() {
      sigset_t all;
      sigfillset(&all);
      pthread_sigmask(SIG_SETMASK, &all, &before);
    }
    ~mask() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
    sigset_t before;
  } const while_it_starts;
  return std::thread(std::move(f));
}

}  // namespace async::detail
