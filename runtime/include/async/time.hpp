#pragma once

#include <async/detail/waiter.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>

#include <chrono>

namespace async {

namespace detail {

class [[nodiscard]] sleep_awaiter : public native_awaitable, private timer {
 public:
  explicit sleep_awaiter(timer::clock::time_point at) noexcept : timer(at) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) {
    return start(*h.promise().ctx, h);
  }
  /// Throws `cancelled` after a stop request.
  void await_resume();

 private:
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
timer::clock::time_point after(std::chrono::duration<Rep, Period> d) {
  using clock = timer::clock;
  auto const now = clock::now();
  if (d <= d.zero()) return now;
  auto const room = std::chrono::duration<double>(clock::time_point::max() - now);
  if (std::chrono::duration<double>(d) >= room) return clock::time_point::max();
  return now + std::chrono::ceil<clock::duration>(d);
}

}  // namespace detail

/// Suspends the task for at least `d`. Throws `cancelled` after a stop request, `unsupported` if
/// the runtime has no timers.
template <class Rep, class Period>
detail::sleep_awaiter sleep_for(std::chrono::duration<Rep, Period> d) {
  return detail::sleep_awaiter(detail::after(d));
}

template <class Clock, class Duration>
detail::sleep_awaiter sleep_until(std::chrono::time_point<Clock, Duration> t) {
  if constexpr (std::is_same_v<Clock, timer::clock>)
    return detail::sleep_awaiter(std::chrono::ceil<timer::clock::duration>(t));
  else
    return sleep_for(t - Clock::now());
}

/// The same in maybe-async code: in a blocking mode the thread sleeps, in a mode that has
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

}  // namespace async
