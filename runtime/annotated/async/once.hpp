#pragma once

#include <async/mutex.hpp>

#include <atomic>
#include <utility>

namespace async {

/// Does something once, however many ask. Who comes meanwhile waits; if it fails, the next one tries. Any thread
/// may call it. Must outlive those who wait.
template <mode M = suspending>
class [[async::maybe]] once {
 public:
  using async_mode = M;

  /// Awaits (calls, in a blocking mode) `f()` unless that was done before. Throws what `f()` does, and
  /// `cancelled` after a stop request.
  template <class F>
  maybe<M, void> call(F f) {
    if (!done_.load(std::memory_order_acquire)) {
      auto const guard = co_await mutex_.lock();
      if (!done_.load(std::memory_order_relaxed)) {
        co_await f();
        done_.store(true, std::memory_order_release);
      }
    }
    co_return;
  }
  /// Whether a call has succeeded.
  bool done() const noexcept { return done_.load(std::memory_order_acquire); }

 private:
  mutex<M> mutex_;
  std::atomic<bool> done_{false};
};

}  // namespace async
