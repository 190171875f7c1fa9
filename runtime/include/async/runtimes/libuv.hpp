#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/misuse.hpp>
#include <async/runtimes/driven.hpp>

#include <poll.h>
#include <uv.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

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
  virtual ~libuv() {
    runtime_ref(*this).stop_tasks();
    int open = 2;
    poll_.data = timer_.data = &open;
    auto const closed = [](uv_handle_t* h) { --*static_cast<int*>(h->data); };
    uv_close(reinterpret_cast<uv_handle_t*>(&poll_), closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer_), closed);
    while (open != 0) uv_run(loop_, UV_RUN_ONCE);
    if (loop_ == &own_) uv_loop_close(&own_);
  }

  /// The name of the most derived class, unless overridden.
  virtual std::string_view name() const { return detail::class_name(this, "async::libuv"); }
  uv_loop_t* loop() noexcept { return loop_; }

  // What `runtime_ref` uses.
  /// One thread at a time; throws `std::logic_error` if another one is in it.
  void run(completion& done) {
    auto const me = std::this_thread::get_id();
    std::thread::id runs;
    bool const first = runner_.compare_exchange_strong(runs, me, std::memory_order_acquire);
    if (!first && runs != me) detail::misused("async::libuv: runs on another thread already");
    while (!done.is_set()) {
      if (inside_)
        run_core();  // uv_run must not be called again
      else
        uv_run(loop_, UV_RUN_ONCE);
    }
    if (first) runner_.store({}, std::memory_order_release);
  }

 private:
  static void check(int status) {
    if (status < 0) ASYNC_THROW(std::runtime_error(std::string("libuv: ") + uv_strerror(status)));
  }
  /// Waits for a task, 10 ms at most, and runs it, but nothing else of the loop.
  void run_core() {
    using std::chrono::milliseconds;
    auto const left = core_.deadline() - timer::clock::now();
    auto const wait = std::chrono::ceil<milliseconds>(std::clamp<timer::clock::duration>(
        left, milliseconds(0), milliseconds(10)));
    pollfd p{core_.fd(), POLLIN, 0};
    ::poll(&p, 1, static_cast<int>(wait.count()));
    core_.make_progress();
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
  std::atomic<std::thread::id> runner_{};  // who is in `run`
  bool inside_ = false;                    // one of its tasks runs
};

}  // namespace async
