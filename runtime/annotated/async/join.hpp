#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/fork.hpp>

#include <functional>
#include <memory>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace async {

namespace detail {

template <class... T>
task<std::tuple<joined_t<T>...>> join_each(task<T>... tasks) {
  (tasks.expect_fresh(), ...);
  fork_awaiter<T...> all(tasks...);
  co_return co_await all;
}

template <class T>
task<std::vector<kept_t<T>>> join_list(std::vector<task<T>> list) {
  for (auto& each : list) each.expect_fresh();
  fork_all_awaiter<T> all(list);
  co_await all;
  std::vector<kept_t<T>> out;
  out.reserve(list.size());
  for (auto& each : list) out.push_back(take_as<kept_t<T>>(each.frame()));
  co_return out;
}

}  // namespace detail

/// Runs the tasks at once and gives all their results. The first error stops the others, which are awaited,
/// and is thrown (futures::try_join!). The first task runs as a part of the one that awaits; so does
/// each of the others whose turn has come before another worker, or a task before it that
/// suspends, has made it a task of its own: a recursion of joins costs little more than calls. A stop
/// request reaches all. Some may be none, but can be awaited by tasks: join handles, `rx.receive()`; stopping
/// the wait for a join handle does not stop the task that was spawned. Lvalues have to live as long.
template <detail::given_later... A>
auto join(A&&... tasks) {
  return detail::join_each(detail::as_task(std::forward<A>(tasks))...);
}

/// The same for a range of tasks, or of whatever else tasks can await, which are moved from at once; a view may
/// make them as it is walked.
template <std::ranges::input_range Range>
  requires detail::given_later<std::ranges::range_value_t<Range>>
auto join_all(Range&& tasks) {
  std::vector<decltype(detail::as_task(std::declval<std::ranges::range_value_t<Range>>()))> list;
  for (auto&& each : tasks) list.push_back(detail::as_task(std::move(each)));
  return detail::join_list(std::move(list));
}

}  // namespace async
