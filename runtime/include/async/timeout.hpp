#pragma once

#include <async/cancel.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/fork_awaiter.hpp>
#include <async/runtime.hpp>
#include <async/time.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace async {

/// The time that `timeout` gave was over.
class timed_out : public std::exception {
 public:
  char const* what() const noexcept override { return "async::timed_out"; }
};

namespace detail {

/// For an error that something else is thrown in place of.
void suppress_unless_cancelled(std::exception_ptr error) noexcept;

/// How a task ended: with a value, or with an error.
template <class T>
struct outcome_of {
  std::optional<kept_t<T>> value;
  std::exception_ptr error;
};

/// Requests a stop when its time has come: as work of the runtime, since callbacks of the token may do
/// anything, which is more than a timer may. Set and ended by one task.
class alarm final : private timer, private work_item {
 public:
  alarm(timer::clock::time_point at, stop_token to) noexcept : timer(at), stops_(std::move(to)) {}

  /// Throws `unsupported` if the runtime has no timers.
  void set(context& c);
  /// Whether it went off. If so and its request is still on its way, the task waits for that.
  class ending;
  ending end() noexcept;

 private:
  enum class state : unsigned char { pending, awaited, done };

  bool take_back() noexcept;
  bool wait(std::coroutine_handle<> h) noexcept;
  void fire() noexcept override;
  void run() noexcept override;

  stop_token stops_;
  context* ctx_ = nullptr;
  std::atomic<bool> fired_{false};
  std::atomic<state> state_{state::pending};
};

class [[nodiscard]] alarm::ending : public native_awaitable {
 public:
  explicit ending(alarm& a) noexcept : alarm_(a) {}
  bool await_ready() noexcept {
    went_off_ = !alarm_.take_back();
    return !went_off_;
  }
  bool await_suspend(std::coroutine_handle<> h) const noexcept { return alarm_.wait(h); }
  bool await_resume() const noexcept { return went_off_; }

 private:
  alarm& alarm_;
  bool went_off_ = false;
};
inline alarm::ending alarm::end() noexcept { return ending(*this); }

struct set_alarm : native_awaitable {
  static constexpr bool ends_at_once = true;
  alarm& to_set;
  explicit set_alarm(alarm& a) noexcept : to_set(a) {}
  std::suspend_never on_await(context& c) const {
    to_set.set(c);
    return {};
  }
};

template <class T>
task<T> run_until(timer::clock::time_point at, task<T> t) {
  t.expect_fresh();
  outcome_of<T> out;
  stop_source stop;
  detail::alarm alarm(at, stop.get_token());
  co_await set_alarm(alarm);
  ASYNC_TRY {
    if constexpr (std::is_void_v<T>) {
      co_await with_stop_awaiter<T>(stop.get_token(), std::move(t));
      out.value.emplace();
    } else if constexpr (std::is_reference_v<T>) {
      auto&& given = co_await with_stop_awaiter<T>(stop.get_token(), std::move(t));
      out.value.emplace(given);
    } else {
      out.value.emplace(co_await with_stop_awaiter<T>(stop.get_token(), std::move(t)));
    }
  } ASYNC_CATCH_ALL {
    out.error = std::current_exception();
  }
  bool const over = co_await alarm.end();
  if (!out.value) {
    if (over) {
      suppress_unless_cancelled(std::move(out.error));
      ASYNC_THROW(timed_out());
    }
    std::rethrow_exception(std::move(out.error));
  }
  if constexpr (std::is_reference_v<T>)
    co_return static_cast<T>(out.value->get());
  else if constexpr (!std::is_void_v<T>)
    co_return *std::move(out.value);
}
}  // namespace detail

/// Runs a task, or awaits whatever else a task can await, for at most `d` from the call on: then it is stopped and
/// awaited, and `timed_out` is thrown, unless it had a result after all: nothing that it took is lost. An error that it
/// ends with then goes to the handler of suppressed ones. It runs in the awaiting task. An lvalue has to live as long.
/// Throws `unsupported` if the runtime has no timers.
template <class Rep, class Period, detail::given_later A>
auto timeout(std::chrono::duration<Rep, Period> d, A&& t) {
  return detail::run_until(detail::after(d), detail::as_task(std::forward<A>(t)));
}

}  // namespace async
