#pragma once

#include <async/detail/print_exception.hpp>
#include <async/runtimes/current_thread.hpp>

namespace async {

/// What runtimes on somebody else's loop have in common: `R`, derived from this, waits for the descriptor and
/// the deadline of `core_` in that loop, calls `make_progress()` then, and has `run(completion&)`. `R` may be derived
/// from, as `current_thread` may.
template <class R>
class driven_runtime : public runtime_interface<R> {
 public:
  using async_runtime_type = R;

  driven_runtime(driven_runtime const&) = delete;
  driven_runtime& operator=(driven_runtime const&) = delete;

  // What `runtime_ref` uses.
  void post(work_item& w, post_hint hint) noexcept { core_.post(w, hint); }
  void start_timer(timer& t) { core_.start_timer(t); }
  void cancel_timer(timer& t) noexcept { core_.cancel_timer(t); }
  reactor& io() noexcept { return core_.io(); }

 protected:
  driven_runtime() = default;
  ~driven_runtime() = default;

  current_thread core_;
};

}  // namespace async
