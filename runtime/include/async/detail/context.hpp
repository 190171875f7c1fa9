#pragma once

#include <async/detail/config.hpp>
#include <async/detail/stop_state.hpp>
#include <async/runtime.hpp>

#include <atomic>
#include <coroutine>
#include <cstdint>

namespace async::detail {

struct local_value;
class fork_queue;
class join_scope;

/// What the coroutines of one task share: they run one at a time, and each knows its context
/// through its promise.
///
/// A coroutine that is awaited runs on top of the awaiting one, as a function does: most end
/// without suspending, and then the awaiting one just goes on. If one does suspend, all below it
/// are suspended as well, one after the other, down to the loop in `run`; from then on whoever ends
/// names its continuation as `next`, and the loop resumes that. So do those for whom there is no room
/// on the stack. Nothing depends on symmetric transfer, which is no tail call without optimisation
/// under g++, and a call is cheaper: its return is predicted.
class context : public work_item {
 public:
  std::coroutine_handle<> resume_point;
  std::coroutine_handle<> next;   // what `run` resumes after the coroutines on the stack
  std::coroutine_handle<> outermost;
  void* stack_end = nullptr;  // no coroutine is put on the stack beyond
  seen_stop stop;              // what may stop the task now
  runtime_ref home;
  std::uint64_t id = 0;
  std::uint32_t at_once = 0;  // operations that needed no wait
  local_value* locals = nullptr;  // of task_local, inner first
  join_scope* scopes = nullptr;   // joins that `stop` does not know of yet, inner first
  fork_queue* forks = nullptr;    // of the worker that runs the task, if it has one

  // Set while a thread runs the task: a coroutine of it may be on the stack below another one, so
  // whoever wants to resume it on another thread waits until it is suspended as a whole.
  std::atomic<bool> held{false};

  /// Runs a coroutine that was not started yet on top of the calling one. Returns whether it is done;
  /// if not, the caller suspends, and gives it a continuation before.
  template <class P>
  bool run_inline(std::coroutine_handle<P> h) noexcept {
    h.promise().ctx = this;
    h.resume();
    return h.done();
  }
  /// Whether to do so.
  bool has_stack() const noexcept { return __builtin_frame_address(0) > stack_end; }

  /// Before `stop` is kept or waited for: makes it the one of the innermost join.
  void settle() {
    if (scopes) [[unlikely]] settle_scopes();
  }
  bool stop_requested() const noexcept { return stop && stop->requested(); }
  void schedule(post_hint hint) noexcept { home.post(*this, hint); }
  /// After an operation that needed no wait: whether the caller suspends at \p h all the same, so that a task that never
  /// has to wait lets timers and others run. It may run already, then. (tokio's tasks have a budget of 128 per turn.)
  bool makes_way(std::coroutine_handle<> h) noexcept {
    if (++at_once % 128 != 0) [[likely]] return false;
    resume_point = h;
    schedule(post_hint::yield);
    return true;
  }
  void run() noexcept final;

 private:
  void settle_scopes();

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
/// The queue for forked jobs of the calling thread, a worker of the runtime.
void set_forks(fork_queue* q, runtime_ref of) noexcept;
std::uint64_t next_task_id() noexcept;

}  // namespace async::detail
