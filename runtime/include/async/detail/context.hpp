#pragma once

#include <async/detail/config.hpp>
#include <async/detail/stop_state.hpp>
#include <async/runtime.hpp>

#include <atomic>
#include <coroutine>
#include <cstdint>

namespace async::detail {

struct local_value;

/// Lives on the stack of the loop that resumes a task; the task tells it how to go on.
struct driver {
  std::coroutine_handle<> next;
  bool done = false;
};

/// Does nothing when it is resumed, and compilers know that.
inline std::coroutine_handle<> nowhere() noexcept {
#if defined(__clang__)
  return std::coroutine_handle<>::from_address(__builtin_coro_noop());
#else
  return std::noop_coroutine();
#endif
}

/// What the coroutines of one task share: they run one at a time, and each knows its context
/// through its promise.
class context : public work_item {
 public:
  std::coroutine_handle<> resume_point;
  driver* drv = nullptr;
  stop_state* stop = nullptr;  // what may stop the task now; null while it is shielded
  runtime_ref home;
  std::uint64_t id = 0;
  local_value* locals = nullptr;  // of task_local, inner first

  // Set while a thread runs the task: a coroutine of it may be on the stack below another one, so
  // whoever wants to resume it on another thread waits until it is suspended as a whole.
  std::atomic<bool> held{false};

  /// Runs a coroutine that was not started yet on top of the calling one. Returns whether it is done;
  /// if not, the caller suspends, and gives it a continuation before.
  template <class P>
  bool run_inline(std::coroutine_handle<P> h) noexcept {
    h.promise().ctx = this;
    h.promise().continuation = nowhere();
    h.resume();
    if (!h.done()) return false;
#if !ASYNC_SYMMETRIC_TRANSFER
    drv->next = nullptr;
#endif
    return true;
  }

  bool stop_requested() const noexcept { return stop && stop->requested(); }
  void schedule(post_hint hint) noexcept { home.post(*this, hint); }
  void run() noexcept final;

 protected:
  context(runtime_ref rt, std::uint64_t task_id) noexcept : home(rt), id(task_id) {}
  ~context() = default;
  /// The outermost coroutine has reached its final suspension point.
  virtual void finish() noexcept = 0;

 private:
  void hold() noexcept;
};

/// The task that the calling thread runs, or null. Never inlined, see frame.hpp.
context* current_context() noexcept;
/// The same, but throws `no_runtime`, which names `operation`.
context& require_context(char const* operation);
context* exchange_current(context* c) noexcept;
std::uint64_t next_task_id() noexcept;

}  // namespace async::detail
