#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/waiter.hpp>
#include <async/errors.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>

#include <chrono>

namespace async {

namespace detail {

class [[nodiscard]] sleep_awaiter final : public native_awaitable, private timer {
 public:
  explicit sleep_awaiter(timer::clock::time_point at) noexcept : timer(at) {}
  sleep_awaiter(sleep_awaiter&& o) noexcept : sleep_awaiter(o.deadline) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) {
    return start(*h.promise().ctx, h);
  }
  /// Throws `cancelled` after a stop request.
  void await_resume() {
    waiter_.end();
    if (!waiter_.cancelled()) [[likely]] return;
    give_up();
    ASYNC_THROW(async::cancelled());  // here, for one frame less to unwind
  }

 private:
  void give_up() noexcept;
  bool start(context& c, std::coroutine_handle<> h);
  void fire() noexcept override;

  waiter waiter_;
  context* ctx_ = nullptr;
  std::atomic<bool> fired_{false};
  bool started_ = false;
};

template <mode M>
maybe<M, void> sleep_in(timer::clock::time_point at)
  requires(M::is_async)
{
  co_await sleep_awaiter(at);
}

void sleep_thread_until(timer::clock::time_point at) noexcept;

/// Also for durations that the clock cannot add: those never end.
template <class Rep, class Period>
timer::clock::time_point after(std::chrono::duration<Rep, Period> d,
                               timer::clock::time_point from = timer::clock::now()) {
  using clock = timer::clock;
  if (!(d > d.zero())) return from;  // also what is no number
  auto const room = std::chrono::duration<double>(clock::time_point::max() - from);
  if (std::chrono::duration<double>(d) >= room) return clock::time_point::max();
  return from + std::chrono::ceil<clock::duration>(d);
}

/// Also for times that the timers' clock cannot give: those are past, or never come.
template <class Clock, class Duration>
timer::clock::time_point when(std::chrono::time_point<Clock, Duration> t) {
  using clock = timer::clock;
  using wide = std::chrono::duration<long double, clock::period>;
  wide const at = t.time_since_epoch();
  if constexpr (!std::is_same_v<Clock, clock>)
    return after(at - wide(Clock::now().time_since_epoch()));
  else if (at >= wide(clock::duration::max()))
    return clock::time_point::max();
  else if (!(at > wide::zero()))
    return clock::time_point();  // long past, and far enough from the others to be compared
  else
    return std::chrono::ceil<clock::duration>(t);
}

}  // namespace detail

/// Suspends the task for at least `d`. Throws `cancelled` after a stop request, `unsupported` if
/// the runtime has no timers.
template <class Rep, class Period>
detail::sleep_awaiter sleep_for(std::chrono::duration<Rep, Period> d) {
  return detail::sleep_awaiter(detail::after(d));
}

/// The same until `t`, by what its clock says now: not at all if that is past. A later change of the clock is
/// not seen.
template <class Clock, class Duration>
detail::sleep_awaiter sleep_until(std::chrono::time_point<Clock, Duration> t) {
  return detail::sleep_awaiter(detail::when(t));
}

/// Both in maybe-async code: in a blocking mode the thread sleeps, in a mode that has
/// `sleep_until(timer::clock::time_point)` that is called.
template <mode M, class Rep, class Period>
maybe<M, void> sleep_for(std::chrono::duration<Rep, Period> d) {
  if constexpr (requires { M::sleep_until(detail::after(d)); })
    return M::sleep_until(detail::after(d));
  else if constexpr (M::is_async)
    return detail::sleep_in<M>(detail::after(d));
  else
    detail::sleep_thread_until(detail::after(d));
}
template <mode M, class Clock, class Duration>
maybe<M, void> sleep_until(std::chrono::time_point<Clock, Duration> t) {
  auto const at = detail::when(t);
  if constexpr (requires { M::sleep_until(at); })
    return M::sleep_until(at);
  else if constexpr (M::is_async)
    return detail::sleep_in<M>(at);
  else
    detail::sleep_thread_until(at);
}

}  // namespace async
