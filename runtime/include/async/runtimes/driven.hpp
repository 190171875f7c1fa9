#pragma once

#include <async/runtimes/current_thread.hpp>

#include <poll.h>

#include <chrono>

namespace async {

/// What runtimes on somebody else's loop have in common: `R`, derived from this, waits for the descriptor and
/// the deadline of `core_` in that loop, calls `make_progress()` then, and has `run(completion&)`.
template <class R>
class driven_runtime : public runtime_interface<R> {
 public:
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

  /// Runs tasks until `done` is set, and nothing else of the loop: for a call of `run` inside a task, where the
  /// loop cannot be entered again.
  void run_nested(completion& done) {
    using std::chrono::milliseconds;
    while (!done.is_set()) {
      auto const due = core_.deadline(), now = timer::clock::now();
      pollfd p{core_.fd(), POLLIN, 0};
      ::poll(&p, 1, due < now                      ? 0
                    : due - now < milliseconds(10) ? static_cast<int>((due - now) / milliseconds(1)) + 1
                                                   : 10);
      core_.make_progress();
    }
  }

  current_thread core_;
};

}  // namespace async
