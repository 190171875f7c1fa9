#pragma once

#include <async/runtimes/interface.hpp>
#include <async/runtimes/options.hpp>

#include <memory>
#include <string_view>

namespace async {

/// Runs tasks on threads of its own, which take work from each other. May be derived from.
class multi_thread : public runtime_interface<multi_thread> {
 public:
  using async_runtime_type = multi_thread;
  using options = runtime_options;

  multi_thread() : multi_thread(options()) {}
  explicit multi_thread(options o);
  multi_thread(multi_thread const&) = delete;
  multi_thread& operator=(multi_thread const&) = delete;
  /// Stops the tasks that are left, waits for their end and joins the threads.
  virtual ~multi_thread();

  /// The name of the most derived class, unless overridden.
  virtual std::string_view name() const;

  bool handle_signals() const noexcept { return handle_signals_; }
  /// The number of its threads.
  unsigned workers() const noexcept;

  // What `runtime_ref` uses.
  void post(work_item& w, post_hint hint = post_hint::wake) noexcept;
  /// Waits; any thread that is not one of the workers, on which it throws `std::logic_error`.
  void run(completion& done);
  void start_timer(timer& t);
  void cancel_timer(timer& t) noexcept;
  reactor& io() noexcept;

 private:
  class pool;
  std::unique_ptr<pool> pool_;
  bool handle_signals_;
};

}  // namespace async
