#pragma once

#include <async/detail/stop_state.hpp>

#include <csignal>
#include <thread>

namespace async::detail {

/// While it lives, the first SIGINT or SIGTERM requests stop on `target`, and a second one ends
/// the process. The handler only writes to a pipe, from which a thread reads: callbacks of a stop
/// request are not safe in a handler. Restarts system calls. A signal that the process ignored
/// stays ignored. One at a time; further ones do nothing.
class signal_watch {
 public:
  signal_watch(bool enabled, stop_state& target);
  signal_watch(signal_watch const&) = delete;
  signal_watch& operator=(signal_watch const&) = delete;
  ~signal_watch();

  /// The signal that came first, or 0.
  int received() const noexcept;

 private:
  void watch() noexcept;
  void install(int signal, struct sigaction& before, bool& installed) noexcept;

  stop_state& target_;
  bool enabled_ = false;
  int pipe_ = -1;
  struct sigaction before_int_ {};
  struct sigaction before_term_ {};
  bool installed_int_ = false;
  bool installed_term_ = false;
  std::thread thread_;
};

}  // namespace async::detail
