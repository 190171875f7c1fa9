#pragma once

#include <async/cancel.hpp>
#include <async/errors.hpp>
#include <async/runtimes/asio.hpp>
#include <async/spawn.hpp>
#include <async/this_task.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

// Tasks await awaitables as they stand: `co_await f()` in a task that runs on `async::asio`, where `f` returns a
// `boost::asio::awaitable<T>`. Awaitables await tasks by `co_await async::co_spawn(rt, task)`.
namespace async {

namespace detail {

/// Runs an awaitable on the runtime's strand, for a task that waits.
template <class T, class Executor>
class asio_awaiter {
  using value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  // What the awaitable's end and a stop request share; either may come last.
  struct operation final : work_item, std::enable_shared_from_this<operation> {
    explicit operation(asio& r) : rt(r), executor(r.awaitable_executor()) {}

    void end(std::exception_ptr e) {
      error = std::move(e);
      auto const h = std::exchange(waiting, nullptr);
      if (executor == rt.get_executor()) return h.resume();
      resumed = h;
      posted = this->shared_from_this();
      rt.post(*this, post_hint::wake);
    }
    void run() noexcept override {
      auto const keep = std::exchange(posted, nullptr);
      resumed.resume();
    }

    asio& rt;
    asio::executor_type executor;
    boost::asio::cancellation_signal signal;
    std::exception_ptr error;
    std::optional<value> result;
    std::coroutine_handle<> waiting;  // as long as the awaitable runs
    std::coroutine_handle<> resumed;
    std::shared_ptr<operation> posted;
  };
  struct stopper {
    std::shared_ptr<operation> op;
    void operator()() const noexcept {
      boost::asio::post(op->executor, [op = op] {
        if (op->waiting) op->signal.emit(boost::asio::cancellation_type::terminal);
      });
    }
  };

 public:
  explicit asio_awaiter(boost::asio::awaitable<T, Executor>&& a)
      : operand_(std::move(a)), stop_(this_task::stop_token()) {
    if (!asio::current())
      throw unsupported("boost::asio::awaitable", this_task::runtime().name());
    if (stop_.stop_requested()) throw cancelled();
    op_ = std::make_shared<operation>(*asio::current());
  }
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> task) {
    op_->waiting = task;
    auto const slot = op_->signal.slot();
    if constexpr (std::is_void_v<T>)
      boost::asio::co_spawn(op_->executor, std::move(operand_),
                            boost::asio::bind_cancellation_slot(
                                slot, [op = op_](std::exception_ptr e) { op->end(std::move(e)); }));
    else
      boost::asio::co_spawn(
          op_->executor, std::move(operand_),
          boost::asio::bind_cancellation_slot(slot, [op = op_](std::exception_ptr e, T result) {
            if (!e) op->result.emplace(std::move(result));
            op->end(std::move(e));
          }));
    stopping_.emplace(stop_, stopper{op_});
  }
  T await_resume() {
    stopping_.reset();
    if (op_->error) {
      if (stop_.stop_requested()) expect_not_aborted();
      std::rethrow_exception(std::move(op_->error));
    }
    if constexpr (!std::is_void_v<T>) return std::move(*op_->result);
  }

 private:
  /// Asio's word for `cancelled`.
  void expect_not_aborted() const {
    try {
      std::rethrow_exception(op_->error);
    } catch (boost::system::system_error const& e) {
      if (e.code() == boost::asio::error::operation_aborted) throw cancelled();
    } catch (...) {
    }
  }

  boost::asio::awaitable<T, Executor> operand_;
  stop_token stop_;
  std::shared_ptr<operation> op_;
  std::optional<stop_callback<stopper>> stopping_;
};

/// Calls `handler` with what the task gives, where the handler belongs.
template <class T, class Handler>
task<void> run_for_handler(task<T> work, stop_source stop, Handler handler, asio& rt) {
  using value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  auto const executor = boost::asio::get_associated_executor(handler, rt.context().get_executor());
  auto const busy = boost::asio::make_work_guard(executor);
  auto const slot = boost::asio::get_associated_cancellation_slot(handler);
  std::exception_ptr error;
  std::optional<value> result;
  try {
    if constexpr (std::is_void_v<T>)
      co_await async::with_stop(stop.get_token(), std::move(work));
    else
      result.emplace(co_await async::with_stop(stop.get_token(), std::move(work)));
  } catch (cancelled const&) {
    error = std::make_exception_ptr(
        boost::system::system_error(boost::asio::error::operation_aborted));
  } catch (...) {
    error = std::current_exception();
  }
  boost::asio::post(executor, [handler = std::move(handler), slot, error = std::move(error),
                               result = std::move(result)]() mutable {
    auto used = slot;
    if (used.is_connected()) used.clear();
    static_cast<void>(result);  // of void there is none
    if constexpr (std::is_void_v<T>)
      std::move(handler)(std::move(error));
    else
      std::move(handler)(std::move(error), result ? std::move(*result) : T());
  });
}

template <class T>
struct completion_signature {
  using type = void(std::exception_ptr, T);
};
template <>
struct completion_signature<void> {
  using type = void(std::exception_ptr);
};

}  // namespace detail

/// Awaiting one in a task: it runs on the strand of the task's runtime, which has to be `async::asio`, else
/// `unsupported` is thrown. A stop request cancels it (cancellation_type::terminal), and if that ends it with
/// operation_aborted, `cancelled` is thrown; a result that came after all is given. As always with
/// boost::asio::co_spawn, `T` is void or can be made by default.
template <class T, class Executor>
struct await_adaptor<boost::asio::awaitable<T, Executor>> {
  static detail::asio_awaiter<T, Executor> adapt(boost::asio::awaitable<T, Executor>&& a) {
    return detail::asio_awaiter<T, Executor>(std::move(a));
  }
};

/// Runs a task on `rt` and completes as boost::asio::co_spawn does, with any completion token: `use_awaitable` by
/// default, so that an awaitable awaits the task. The token's cancellation slot stops the task; one that ends
/// with `cancelled` completes with operation_aborted. Any thread. `T` is void or can be made by default.
template <class T, class Token = boost::asio::use_awaitable_t<>>
auto co_spawn(asio& rt, task<T> work, Token&& token = {}) {
  return boost::asio::async_initiate<Token, typename detail::completion_signature<T>::type>(
      [&rt](auto handler, task<T> run) {
        stop_source stop;
        auto slot = boost::asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected())
          slot.assign([stop](boost::asio::cancellation_type) { stop.request_stop(); });
        rt.spawn(detail::run_for_handler(std::move(run), stop, std::move(handler), rt)).detach();
      },
      token, std::move(work));
}

/// The same for a task that awaits `a`: `co_spawn(rt, join(x(), y()))`.
template <detail::ownable_awaitable A, class Token = boost::asio::use_awaitable_t<>>
auto co_spawn(asio& rt, A&& a, Token&& token = {}) {
  return co_spawn(rt, detail::as_task(std::forward<A>(a)), std::forward<Token>(token));
}

}  // namespace async
