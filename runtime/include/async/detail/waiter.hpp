#pragma once

#include <async/detail/context.hpp>
#include <async/detail/stop_state.hpp>

#include <atomic>

namespace async::detail {

/// One suspended operation. Whoever it waits for calls `complete`, a stop request cancels; the
/// first of the two counts. A wake-up that comes before `await_suspend` has ended is kept until
/// then, so nothing resumes the task while it is still being suspended.
///
///   await_suspend: begin(ctx) → publish the waiter → return suspend(h)
///   await_resume:  end(); if cancelled(): take the waiter back, with wait_released() if too late
class waiter : private stop_node {
 public:
  waiter() noexcept : stop_node(&on_stop) {}
  /// Of an operation that has not begun.
  waiter(waiter&&) noexcept : waiter() {}

  /// False if stop was requested already; then the operation does not begin.
  bool begin(context& c) noexcept;
  /// False if the operation has ended meanwhile.
  bool suspend(std::coroutine_handle<> h) noexcept;
  /// Any thread, once. The waiter may be gone afterwards.
  void complete(post_hint hint = post_hint::wake) noexcept;
  void end() noexcept { remove(); }

  bool cancelled() const noexcept {
    return state_.load(std::memory_order_relaxed) >= state::cancelled;
  }
  /// After a cancellation, when somebody has already taken the waiter to complete it.
  void wait_released() noexcept;

 private:
  enum class state : unsigned char { arming, armed, completed, cancelled, released };

  static void on_stop(stop_node* n) noexcept;
  bool settle(state to, post_hint hint) noexcept;

  context* ctx_ = nullptr;
  std::atomic<state> state_{state::arming};
};

}  // namespace async::detail
