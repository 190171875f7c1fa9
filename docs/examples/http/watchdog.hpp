#pragma once

// Deadlines of connections, and the end of the server, for every mode alike: a connection whose
// time is up has its socket shut down, so that whatever waits for it, a thread or a task, goes on.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <sys/socket.h>
#include <unordered_set>

namespace http {

class watchdog {
 public:
  using clock = std::chrono::steady_clock;
  using milliseconds = std::chrono::milliseconds;

  /// A connection under guard. Made after its socket and destroyed before it.
  class guard {
   public:
    guard(watchdog& w, int socket) : watchdog_(w), socket_(socket) {
      std::lock_guard const lock(watchdog_.mutex_);
      watchdog_.guards_.insert(this);
    }
    guard(guard const&) = delete;
    guard& operator=(guard const&) = delete;
    ~guard() {
      std::lock_guard const lock(watchdog_.mutex_);
      watchdog_.guards_.erase(this);
    }

    /// Between two requests: nothing is lost if the server stops now.
    void idle_for(milliseconds most) noexcept {
      busy_for(most);
      idle_.store(true);  // in order with `stopping_`: either we see it or stop() sees us
      if (watchdog_.stopping_.load()) wake(SHUT_RD);
    }
    void busy_for(milliseconds most) noexcept {
      idle_.store(false);
      most_ = most;
      deadline_.store((clock::now() + most).time_since_epoch().count());
    }
    /// Bytes came or went: who is slow but keeps going gets more time, but never more than `most`
    /// from now, so that what goes into a large buffer at once does not count for hours.
    void progress(std::size_t bytes) noexcept {
      constexpr std::int64_t each = 1'000'000'000 / slowest;
      auto const more = std::chrono::nanoseconds(static_cast<std::int64_t>(bytes) * each);
      auto const later = clock::time_point(clock::duration(deadline_.load())) + more;
      deadline_.store(std::min(later, clock::now() + most_).time_since_epoch().count());
    }
    bool expired() const noexcept { return expired_.load(); }
    bool stopping() const noexcept { return watchdog_.stopping(); }

   private:
    friend class watchdog;
    static constexpr std::int64_t slowest = 1024;  // bytes per second

    void wake(int how) noexcept { ::shutdown(socket_, how); }
    // First the connection may still answer; one that cannot even do that is cut off.
    void check(clock::time_point now) noexcept {
      clock::time_point const due{clock::duration(deadline_.load())};
      if (now < due) return;
      expired_.store(true);
      wake(now < due + milliseconds(1000) ? SHUT_RD : SHUT_RDWR);
    }

    watchdog& watchdog_;
    int const socket_;
    milliseconds most_{0};
    std::atomic<bool> idle_{false};
    std::atomic<bool> expired_{false};
    std::atomic<clock::rep> deadline_{clock::time_point::max().time_since_epoch().count()};
  };

  /// To be called now and then. False once the server stops and no connection is left.
  bool sweep() {
    std::lock_guard const lock(mutex_);
    auto const now = clock::now();
    for (guard* const g : guards_) {
      g->check(now);
      if (stopping_.load() && now >= last_moment_) g->wake(SHUT_RDWR);
    }
    return !stopping_.load() || !guards_.empty();
  }

  /// Idle connections end at once, the others after their request, all within `grace`.
  void stop(milliseconds grace) {
    std::lock_guard const lock(mutex_);
    last_moment_ = clock::now() + grace;
    stopping_.store(true);
    for (guard* const g : guards_)
      if (g->idle_.load()) g->wake(SHUT_RD);
  }
  bool stopping() const noexcept { return stopping_.load(); }

 private:
  std::mutex mutex_;
  std::unordered_set<guard*> guards_;
  clock::time_point last_moment_;
  std::atomic<bool> stopping_{false};
};

}  // namespace http
