#pragma once

#include <async/runtimes/asio_mode.hpp>
#include <async/runtimes/driven.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

namespace async {

/// Runs tasks on a Boost.Asio io_context: its own, or one that others run, too (then destroy this while
/// nobody does; handlers of it that are queued by then do nothing). Tasks run one at a time, whatever the
/// number of threads. `block_on` in one of them, or in a handler on their strand, runs the context inside it; what
/// else is on that strand waits until it returns. <async/runtimes/asio_awaitable.hpp> is for tasks and awaitables
/// that await each other.
class asio : public driven_runtime<asio> {
 public:
  asio() : own_(std::make_unique<boost::asio::io_context>(1)), context_(*own_) { watch(); }
  /// Borrows `c`, which must outlive this.
  explicit asio(boost::asio::io_context& c) : context_(c) { watch(); }
  /// Stops the tasks that are left and runs them to their end.
  virtual ~asio() {
    runtime_ref(*this).stop_tasks();
    descriptor_.release();
    link_->self = nullptr;
  }

  /// The name of the most derived class, unless overridden.
  virtual std::string_view name() const { return detail::class_name(this, "async::asio"); }
  boost::asio::io_context& context() noexcept { return context_; }
  using executor_type = boost::asio::strand<boost::asio::io_context::executor_type>;
  /// What tasks run on.
  executor_type get_executor() const noexcept { return strand_; }
  /// Where what a task awaits can run: on its strand, unless that waits for a `run` inside a task.
  executor_type awaitable_executor() const {
    return inside_ ? executor_type(context_.get_executor()) : strand_;
  }
  /// The one whose task the calling thread runs, or null.
  [[gnu::noinline]] static asio* current() noexcept { return running_; }

  // What `runtime_ref` uses.
  void run(completion& done) {
    auto const work = boost::asio::make_work_guard(context_);
    if (strand_.running_in_this_thread()) return run_inside(done);
    while (!done.is_set()) {
      if (context_.stopped()) context_.restart();
      run_one();
    }
  }

 private:
  // What handlers find: they may be run, or destroyed, after the end of the runtime.
  struct link {
    asio* self;
  };

  [[gnu::noinline]] static asio* exchange_running(asio* now) noexcept {
    return std::exchange(running_, now);
  }
  /// Another thread that runs the context may be the one to set what a caller waits for, and the context may be
  /// stopped by others: comes back now and then.
  void run_one() {
    // Only `poll_one` sees what a handler further up the stack has posted, if the context is for one thread.
    if (context_.poll_one() == 0) context_.run_one_for(std::chrono::milliseconds(10));
  }
  /// The strand waits for the handler that calls this, so the core is waited for without it.
  void run_inside(completion& done) {
    auto const waits = std::make_shared<std::atomic<bool>>(false);
    boost::asio::posix::stream_descriptor descriptor(context_, ::dup(core_.fd()));
    boost::asio::steady_timer timer(context_);
    // Also if a handler throws. Who runs the context further up the stack hears of a stop.
    struct scope {
      asio& rt;
      bool const before = std::exchange(rt.inside_, true);
      bool stopped = false;
      ~scope() {
        rt.inside_ = before;
        if (stopped) rt.context_.stop();
      }
    } inside{*this};
    for (;;) {
      make_progress();
      if (done.is_set()) break;
      if (!waits->exchange(true))
        descriptor.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                              [waits](boost::system::error_code) { *waits = false; });
      timer.expires_at(core_.deadline());
      timer.async_wait([](boost::system::error_code) {});
      if (context_.stopped()) {
        inside.stopped = true;
        context_.restart();
      }
      run_one();
    }
  }
  void watch() {
    descriptor_.assign(core_.fd());
    wait();
  }
  void wait() {
    descriptor_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                           [link = link_](boost::system::error_code error) {
                             if (!error && link->self) link->self->progress();
                           });
  }
  void progress() {
    make_progress();
    set_timer();
    wait();
  }
  void make_progress() {
    asio* const before = exchange_running(this);
    core_.make_progress();
    exchange_running(before);
  }
  void set_timer() {
    auto const due = core_.deadline();
    if (due == std::exchange(due_, due)) return;
    timer_.expires_at(due);  // cancels the former wait
    if (due == timer::clock::time_point::max()) return;
    timer_.async_wait([link = link_](boost::system::error_code error) {
      if (error || !link->self) return;
      link->self->due_ = timer::clock::time_point::max();
      link->self->make_progress();
      link->self->set_timer();
    });
  }

  std::unique_ptr<boost::asio::io_context> own_;
  boost::asio::io_context& context_;
  executor_type strand_{context_.get_executor()};
  boost::asio::posix::stream_descriptor descriptor_{strand_};
  boost::asio::steady_timer timer_{strand_};
  timer::clock::time_point due_ = timer::clock::time_point::max();
  bool inside_ = false;  // in a `run` that one of its handlers has called
  std::shared_ptr<link> const link_ = std::make_shared<link>(link{this});

  static inline thread_local constinit asio* running_ = nullptr;
};

}  // namespace async
