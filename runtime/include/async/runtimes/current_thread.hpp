#pragma once

#include <async/runtimes/interface.hpp>
#include <async/runtimes/options.hpp>

#include <memory>
#include <string_view>

namespace async {

/// Runs tasks on the thread that calls `block_on` or `run`, while it does. May be derived from.
class current_thread : public runtime_interface<current_thread> {
 public:
  using async_runtime_type = current_thread;
  using options = runtime_options;

  current_thread() : current_thread(options()) {}
  explicit current_thread(options o);
  current_thread(current_thread const&) = delete;
  current_thread& operator=(current_thread const&) = delete;
  /// Stops the tasks that are left and runs them to their end.
  virtual ~current_thread();

  /// The name of the most derived class, unless overridden.
  virtual std::string_view name() const;

  // For a loop of somebody else's that owns the thread: it waits until `fd()` is readable or
  // `deadline()` has come, and calls `make_progress()` then. One thread at a time.

  /// A descriptor that is readable when there is something to do. Owned by the runtime.
  int fd() const noexcept;
  /// When there is something to do even if nothing happens; `max()` for never.
  timer::clock::time_point deadline() const noexcept;
  /// Does what there is to do, without waiting; a long queue in several calls.
  void make_progress() noexcept;

  bool handle_signals() const noexcept { return handle_signals_; }

  // What `runtime_ref` uses.
  void post(work_item& w, post_hint hint = post_hint::wake) noexcept;
  /// One thread at a time; throws `std::logic_error` if another one is in it.
  void run(completion& done);
  void start_timer(timer& t);
  void cancel_timer(timer& t) noexcept;
  reactor& io() noexcept;

 private:
  class loop;
  std::unique_ptr<loop> loop_;
  bool handle_signals_;
};

}  // namespace async
