#pragma once

#include <async/detail/foreign.hpp>
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

  /// Calls `f()` unless that was done before, and awaits what it gives if that can be awaited. Throws what
  /// `f()` does, and `cancelled` after a stop request.
  template <class F>
  maybe<M, void> call(F f) {
    if (!done_.load(std::memory_order_acquire)) {
      auto const guard = co_await mutex_.lock();
      if (!done_.load(std::memory_order_relaxed)) {
        if constexpr (detail::given_later<decltype(f())>)
          co_await f();
        else
          f();
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
