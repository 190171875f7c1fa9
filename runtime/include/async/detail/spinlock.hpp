#pragma once

#include <atomic>

namespace async::detail {

/// For sections of a few instructions: one byte, and safe to destroy as soon as it was unlocked.
class spinlock {
 public:
  void lock() noexcept {
    if (locked_.exchange(true, std::memory_order_acquire)) lock_contended();
  }
  void unlock() noexcept { locked_.store(false, std::memory_order_release); }

 private:
  void lock_contended() noexcept;

  std::atomic<bool> locked_{false};
};

class spin_guard {
 public:
  explicit spin_guard(spinlock& l) noexcept : lock_(l) { lock_.lock(); }
  spin_guard(spin_guard const&) = delete;
  spin_guard& operator=(spin_guard const&) = delete;
  ~spin_guard() { lock_.unlock(); }

 private:
  spinlock& lock_;
};

/// One step of waiting for another thread that is about to finish; yields the core now and then.
void spin_pause(unsigned round) noexcept;

}  // namespace async::detail
