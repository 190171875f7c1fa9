#pragma once

#include <async/cancel.hpp>
#include <async/group.hpp>
#include <async/join.hpp>
#include <async/time.hpp>

#include <array>
#include <atomic>
#include <exception>

namespace async {

/// The time that `timeout` gave was over.
class timed_out : public std::exception {
 public:
  char const* what() const noexcept override { return "async::timed_out"; }
};

namespace detail {

/// How one of several tasks ended: with a value, or with an error.
template <class T>
struct outcome_of {
  std::optional<kept_t<T>> value;
  std::exception_ptr error;
};

/// Runs a task until `stop` is requested; never fails. Then `ended(outcome)`.
template <class T, class F>
task<void> compete(task<T> from, stop_token stop, F ended) {
  outcome_of<T> out;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await with_stop(std::move(stop), std::move(from));
      out.value.emplace();
    } else {
      out.value.emplace(co_await with_stop(std::move(stop), std::move(from)));
    }
  } catch (...) {
    out.error = std::current_exception();
  }
  ended(std::move(out));
}

template <std::size_t... I, class... T>
task<std::variant<kept_t<T>...>> race_each(std::index_sequence<I...>, task<T>... tasks) {
  std::optional<std::variant<kept_t<T>...>> winner;
  std::exception_ptr error;
  std::atomic<bool> decided = false;
  std::array<stop_source, sizeof...(T)> stops;
  task_group children;
  (children.spawn(compete(std::move(tasks), stops[I].get_token(),
                          [&](outcome_of<T>&& out) {
                            if (decided.exchange(true, std::memory_order_acq_rel)) return;
                            if (out.value)
                              winner.emplace(std::in_place_index<I>, *std::move(out.value));
                            error = out.error;
                            for (std::size_t other = 0; other < stops.size(); ++other)
                              if (other != I) stops[other].request_stop();
                          })),
   ...);
  co_await children.join();
  if (error) std::rethrow_exception(error);
  co_return *std::move(winner);
}

template <class Rep, class Period>
task<void> sleep_in_task(std::chrono::duration<Rep, Period> d) {
  co_await sleep_for(d);
}

}  // namespace detail

/// Runs the tasks at once and gives the result, or throws the error, of the first that ends; its index says which.
/// The others are stopped and awaited before, and what they end with is discarded.
template <class... T>
auto race(task<T>... tasks) {
  return detail::race_each(std::index_sequence_for<T...>(), std::move(tasks)...);
}

/// Runs `t` for at most `d`: then it is stopped and awaited, and `timed_out` is thrown, unless it had a result after
/// all: nothing that it took is lost.
template <class Rep, class Period, class T>
task<T> timeout(std::chrono::duration<Rep, Period> d, task<T> t) {
  std::optional<detail::outcome_of<T>> result;
  bool over = false;
  stop_source stop_task, stop_timer;
  task_group children;
  children.spawn(
      detail::compete(std::move(t), stop_task.get_token(), [&](detail::outcome_of<T>&& out) {
        result.emplace(std::move(out));
        stop_timer.request_stop();
      }));
  children.spawn(detail::compete(detail::sleep_in_task(d), stop_timer.get_token(),
                                 [&](detail::outcome_of<void>&& out) {
                                   over = static_cast<bool>(out.value);
                                   if (over) stop_task.request_stop();
                                 }));
  co_await children.join();
  if (!result->value) {
    if (over) throw timed_out();
    std::rethrow_exception(result->error);
  }
  if constexpr (!std::is_void_v<T>) co_return static_cast<T>(*std::move(result->value));
}

}  // namespace async
