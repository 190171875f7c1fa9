#pragma once

#include <async/cancel.hpp>
#include <async/detail/exceptions.hpp>
#include <async/group.hpp>
#include <async/join.hpp>
#include <async/timeout.hpp>

#include <array>
#include <atomic>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace async {

namespace detail {

/// What gives a result that came too late back to where it is from.
template <class A>
auto giving_back(A const& from) {
  if constexpr (requires { from.give_back(); })
    return from.give_back();
  else
    return nullptr;
}

/// Runs a task until `stop` is requested; never fails. Then `ended(outcome)`, false for a result that
/// nobody takes.
template <class T, class Back, class F>
task<void> compete(task<T> from, stop_token stop, Back back, F ended) {
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
  if (!out.value) co_return;
  if constexpr (std::is_void_v<T> && std::is_invocable_v<Back&>)
    back();
  else if constexpr (std::is_invocable_v<Back&, T>)
    back(*std::move(out.value));
  else if constexpr (has_drop<T>)
    co_await drop_untaken(*out.value, no_error);
}

template <std::size_t... I, class... Back, class... T>
task<std::variant<kept_t<T>...>> race_each(std::index_sequence<I...>, std::tuple<Back...> backs, task<T>... tasks) {
  std::optional<std::variant<kept_t<T>...>> winner;
  std::exception_ptr error;
  std::atomic<bool> decided = false;
  std::array<stop_source, sizeof...(T)> stops;
  task_group children{inherit_locals{}};
  std::exception_ptr stopped;
  bool all_began = false;
  ASYNC_TRY {
    (children.spawn(compete(std::move(tasks), stops[I].get_token(), std::get<I>(std::move(backs)),
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
    all_began = true;
    co_await children.join();
  } ASYNC_CATCH_ALL {
    stopped = std::current_exception();
    children.request_stop();  // the memory for one of them may be missing
  }
  if (stopped) co_await dropping(children);  // which are stopped, too
  if (error && all_began) std::rethrow_exception(error);  // else that of one which was stopped for it
  if (!winner) std::rethrow_exception(stopped);  // or what has ended would be lost
  co_return *std::move(winner);
}

}  // namespace detail

/// Runs the tasks at once and gives the result, or throws the error, of the first that ends; its index says which.
/// The others are stopped and awaited before, and what they end with is discarded, but for what was given here itself, not
/// in a task: the value of a `receive()` is the channel's first one again, the permit of an `acquire()` is
/// released, what `changed()` has told is not seen yet. A stop of the caller reaches all; if
/// one has ended by then, its result is given, as by `timeout`.
/// Some may be none, but can be awaited by tasks: `race(rx.receive(), sleep_for(1s))`. Lvalues have to live as long.
template <detail::given_later... A>
auto race(A&&... tasks) {
  return detail::race_each(std::index_sequence_for<A...>(), std::make_tuple(detail::giving_back(tasks)...),
                           detail::as_task(std::forward<A>(tasks))...);
}

}  // namespace async
