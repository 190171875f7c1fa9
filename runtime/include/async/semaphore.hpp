#pragma once

#include <async/detail/wait_queue.hpp>
#include <async/mode.hpp>

#include <cstddef>
#include <semaphore>

namespace async {

/// Counts permits. A permit that is released goes to who waits for longest. `release` may be called on
/// any thread. Must outlive those who wait.
template <mode M = suspending>
class semaphore {
 public:
  class acquire_awaiter : public detail::native_awaitable, private detail::wait_node {
   public:
    explicit acquire_awaiter(semaphore& s) noexcept : semaphore_(s) {}
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::context& c = *h.promise().ctx;
      auto const enter = [this] { return semaphore_.take(); };
      if (at_once(c, semaphore_.waiting_.lock, enter)) return c.makes_way(h);
      return suspend(c, h, semaphore_.waiting_, enter);
    }
    void await_resume() {
      if (!is_done()) finish(semaphore_.waiting_);
    }
    /// For `race`: what gives a permit back that was taken too late.
    auto give_back() const {
      return [from = &semaphore_] { from->release(); };
    }

   private:
    semaphore& semaphore_;
  };

  explicit semaphore(std::ptrdiff_t permits) noexcept : permits_(permits) {}
  semaphore(semaphore const&) = delete;
  semaphore& operator=(semaphore const&) = delete;

  /// Awaited: takes a permit. Throws `cancelled` after a stop request, without one.
  [[nodiscard]] acquire_awaiter acquire() noexcept { return acquire_awaiter(*this); }
  /// Takes a permit if there is one now. Any thread.
  bool try_acquire() noexcept {
    detail::spin_guard guard(waiting_.lock);
    return take();
  }
  /// Gives permits back, or adds some. Any thread.
  void release(std::ptrdiff_t permits = 1) noexcept {
    detail::wake_list ready;
    detail::spin_guard guard(waiting_.lock);
    for (; permits > 0 && !waiting_.empty(); --permits) ready.add(waiting_.take());
    permits_ += permits;
  }

 private:
  bool take() noexcept {
    if (permits_ <= 0) return false;
    --permits_;
    return true;
  }

  detail::wait_queue waiting_;
  std::ptrdiff_t permits_;
};

/// In a blocking mode it is a std::counting_semaphore.
template <mode M>
  requires(!M::is_async)
class semaphore<M> {
 public:
  explicit semaphore(std::ptrdiff_t permits) : semaphore_(permits) {}
  void acquire() { semaphore_.acquire(); }
  bool try_acquire() noexcept { return semaphore_.try_acquire(); }
  void release(std::ptrdiff_t permits = 1) { semaphore_.release(permits); }

 private:
  std::counting_semaphore<> semaphore_;
};

semaphore(std::ptrdiff_t) -> semaphore<suspending>;

}  // namespace async
