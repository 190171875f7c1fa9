#pragma once

#include <async/cancel.hpp>
#include <async/detail/exceptions.hpp>
#include <async/group.hpp>
#include <async/join.hpp>
#include <async/timeout.hpp>

#include <array>
#include <atomic>
#include <exception>

namespace async {

namespace detail {

/// Runs a task until `stop` is requested; never fails. Then `ended(outcome)`, false for a result that
/// nobody takes.
template <class T, class F>
task<void> compete(task<T> from, stop_token stop, F ended) {
  outcome_of<T> out;
  ASYNC_TRY {
    if constexpr (std::is_void_v<T>) {
      co_await with_stop(std::move(stop), std::move(from));
      out.value.emplace();
    } else {
      out.value.emplace(co_await with_stop(std::move(stop), std::move(from)));
    }
  } ASYNC_CATCH_ALL {
    out.error = std::current_exception();
  }
  if (ended(std::move(out))) co_return;
  if constexpr (has_drop<T>)
    if (out.value) co_await drop_untaken(*out.value, no_error);
}

template <std::size_t... I, class... T>
task<std::variant<kept_t<T>...>> race_each(std::index_sequence<I...>, task<T>... tasks) {
  std::optional<std::variant<kept_t<T>...>> winner;
  std::exception_ptr error;
  std::atomic<bool> decided = false;
  std::array<stop_source, sizeof...(T)> stops;
  task_group children{inherit_locals{}};
  (children.spawn(compete(std::move(tasks), stops[I].get_token(),
                          [&](outcome_of<T>&& out) {
                            if (decided.exchange(true, std::memory_order_acq_rel))
                              return false;
                            if (out.value)
                              winner.emplace(std::in_place_index<I>, *std::move(out.value));
                            error = out.error;
                            for (std::size_t other = 0; other < stops.size(); ++other)
                              if (other != I) stops[other].request_stop();
                            return true;
                          })),
   ...);
  std::exception_ptr stopped;
  ASYNC_TRY {
    co_await children.join();
  } ASYNC_CATCH_ALL {
    stopped = std::current_exception();
  }
  if (stopped) co_await dropping(children);  // which are stopped, too
  if (error) std::rethrow_exception(error);
  if (!winner) std::rethrow_exception(stopped);  // or what has ended would be lost
  co_return *std::move(winner);
}

}  // namespace detail

/// Runs the tasks at once and gives the result, or throws the error, of the first that ends; its index says which.
/// The others are stopped and awaited before, and what they end with is discarded. A stop of the caller reaches all; if
/// one has ended by then, its result is given, as by `timeout`.
/// Some may be none, but can be awaited by tasks: `race(rx.receive(), sleep_for(1s))`. Lvalues have to live as long.
template <detail::given_later... A>
auto race(A&&... tasks) {
  return detail::race_each(std::index_sequence_for<A...>(), detail::as_task(std::forward<A>(tasks))...);
}

}  // namespace async
