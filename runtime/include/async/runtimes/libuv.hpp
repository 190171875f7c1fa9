#pragma once

#include <async/runtimes/driven.hpp>

#include <uv.h>

#include <stdexcept>
#include <string_view>

namespace async {

/// Runs tasks on a libuv loop: its own, or one that somebody else runs. Used on the loop's thread, but
/// `spawn` may be called on any. `block_on` runs the loop, so it is not for callbacks of libuv (uv_run is not
/// reentrant); in a task it runs tasks only.
class libuv : public driven_runtime<libuv> {
 public:
  libuv() {
    check(uv_loop_init(&own_));
    loop_ = &own_;
    watch();
  }
  /// Borrows `loop`, which must outlive this.
  explicit libuv(uv_loop_t* loop) : loop_(loop) { watch(); }
  /// Stops the tasks that are left and runs them to their end.
  ~libuv() {
    detail::stop_all_tasks(*this);
    int open = 2;
    poll_.data = timer_.data = &open;
    auto const closed = [](uv_handle_t* h) { --*static_cast<int*>(h->data); };
    uv_close(reinterpret_cast<uv_handle_t*>(&poll_), closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer_), closed);
    while (open != 0) uv_run(loop_, UV_RUN_ONCE);
    if (loop_ == &own_) uv_loop_close(&own_);
  }

  std::string_view name() const noexcept { return "async::libuv"; }
  uv_loop_t* loop() noexcept { return loop_; }

  // What `runtime_ref` uses.
  void run(completion& done) {
    if (inside_) return run_nested(done);  // uv_run must not be called again
    while (!done.is_set()) uv_run(loop_, UV_RUN_ONCE);
  }

 private:
  static void check(int status) {
    if (status < 0) throw std::runtime_error(std::string("libuv: ") + uv_strerror(status));
  }
  void watch() {
    check(uv_timer_init(loop_, &timer_));
    check(uv_poll_init(loop_, &poll_, core_.fd()));
    poll_.data = timer_.data = this;
    check(uv_poll_start(&poll_, UV_READABLE, [](uv_poll_t* h, int, int) {
      static_cast<libuv*>(h->data)->progress();
    }));
  }
  void progress() noexcept {
    inside_ = true;
    core_.make_progress();
    inside_ = false;
    auto const due = core_.deadline();
    if (due == timer::clock::time_point::max()) {
      uv_timer_stop(&timer_);
      return;
    }
    auto const now = timer::clock::now();
    using std::chrono::milliseconds;
    auto const left = due > now ? std::chrono::ceil<milliseconds>(due - now) : milliseconds(0);
    uv_update_time(loop_);
    uv_timer_start(
        &timer_, [](uv_timer_t* h) { static_cast<libuv*>(h->data)->progress(); },
        static_cast<std::uint64_t>(left.count()), 0);
  }

  uv_loop_t own_{};
  uv_loop_t* loop_ = nullptr;
  uv_poll_t poll_{};
  uv_timer_t timer_{};
  bool inside_ = false;  // one of its tasks runs
};

}  // namespace async
