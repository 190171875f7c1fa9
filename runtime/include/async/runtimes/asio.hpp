#pragma once

#include <async/runtimes/asio_mode.hpp>
#include <async/runtimes/driven.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <memory>
#include <string_view>

namespace async {

/// Runs tasks on a Boost.Asio io_context: its own, or one that others run, too (then destroy this while
/// nobody does; handlers of it that are queued by then do nothing). Tasks run one at a time, whatever the
/// number of threads. <async/runtimes/asio_awaitable.hpp> is for tasks and awaitables that await each other.
class asio : public driven_runtime<asio> {
 public:
  asio() : own_(std::make_unique<boost::asio::io_context>(1)), context_(*own_) { watch(); }
  /// Borrows `c`, which must outlive this.
  explicit asio(boost::asio::io_context& c) : context_(c) { watch(); }
  /// Stops the tasks that are left and runs them to their end.
  ~asio() {
    detail::stop_all_tasks(*this);
    descriptor_.release();
    link_->self = nullptr;
  }

  std::string_view name() const noexcept { return "async::asio"; }
  boost::asio::io_context& context() noexcept { return context_; }
  /// What tasks run on.
  boost::asio::strand<boost::asio::io_context::executor_type> get_executor() const noexcept {
    return strand_;
  }
  /// The one whose task the calling thread runs, or null.
  [[gnu::noinline]] static asio* current() noexcept { return running_; }

  // What `runtime_ref` uses.
  void run(completion& done) {
    if (strand_.running_in_this_thread()) return run_nested(done);
    auto const work = boost::asio::make_work_guard(context_);
    // Another thread that runs the context may be the one to set `done`, and the context may be stopped by
    // others: look again now and then.
    while (!done.is_set()) {
      if (context_.stopped()) context_.restart();
      context_.run_one_for(std::chrono::milliseconds(10));
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
  boost::asio::strand<boost::asio::io_context::executor_type> strand_{context_.get_executor()};
  boost::asio::posix::stream_descriptor descriptor_{strand_};
  boost::asio::steady_timer timer_{strand_};
  timer::clock::time_point due_ = timer::clock::time_point::max();
  std::shared_ptr<link> const link_ = std::make_shared<link>(link{this});

  static inline thread_local constinit asio* running_ = nullptr;
};

}  // namespace async
