#pragma once

#include <async/runtimes/asio_mode.hpp>
#include <async/runtimes/driven.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <poll.h>

#include <memory>
#include <string_view>

namespace async {

/// Runs tasks on a Boost.Asio io_context: its own, or one that others run, too (then destroy this while
/// nobody does). Tasks run one at a time, whatever the number of threads.
class asio : public driven_runtime<asio> {
 public:
  asio() : own_(std::make_unique<boost::asio::io_context>(1)), context_(*own_) { watch(); }
  /// Borrows `c`, which must outlive this.
  explicit asio(boost::asio::io_context& c) : context_(c) { watch(); }
  /// Stops the tasks that are left and runs them to their end.
  ~asio() {
    detail::stop_all_tasks(*this);
    descriptor_.release();
  }

  std::string_view name() const noexcept { return "async::asio"; }
  boost::asio::io_context& context() noexcept { return context_; }

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
  /// In a task of this runtime, whose handler holds the strand: only tasks go on meanwhile.
  void run_nested(completion& done) {
    while (!done.is_set()) {
      using milliseconds = std::chrono::milliseconds;
      auto const left = core_.deadline() - timer::clock::now();
      pollfd p{core_.fd(), POLLIN, 0};
      ::poll(&p, 1, left < milliseconds(0)   ? 0
                    : left < milliseconds(10) ? static_cast<int>(left / milliseconds(1)) + 1
                                              : 10);
      core_.make_progress();
    }
  }
  void watch() {
    descriptor_.assign(core_.fd());
    wait();
  }
  void wait() {
    descriptor_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                           [this](boost::system::error_code error) {
                             if (!error) progress();
                           });
  }
  void progress() {
    core_.make_progress();
    set_timer();
    wait();
  }
  void set_timer() {
    auto const due = core_.deadline();
    if (due == std::exchange(due_, due)) return;
    timer_.expires_at(due);  // cancels the former wait
    if (due == timer::clock::time_point::max()) return;
    timer_.async_wait([this](boost::system::error_code error) {
      if (error) return;
      due_ = timer::clock::time_point::max();
      core_.make_progress();
      set_timer();
    });
  }

  std::unique_ptr<boost::asio::io_context> own_;
  boost::asio::io_context& context_;
  boost::asio::strand<boost::asio::io_context::executor_type> strand_{context_.get_executor()};
  boost::asio::posix::stream_descriptor descriptor_{strand_};
  boost::asio::steady_timer timer_{strand_};
  timer::clock::time_point due_ = timer::clock::time_point::max();
};

}  // namespace async
