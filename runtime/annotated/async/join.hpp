#pragma once

#include <async/drop.hpp>
#include <async/group.hpp>

#include <optional>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace async {

namespace detail {

/// What a task gives as an object that can be kept: std::monostate for void.
template <class T>
using kept_t = std::conditional_t<
    std::is_void_v<T>, std::monostate,
    std::conditional_t<std::is_reference_v<T>, std::reference_wrapper<std::remove_reference_t<T>>,
                       std::remove_cv_t<T>>>;

template <class T, class Put>
task<void> put_result(task<T> from, Put put) {
  if constexpr (std::is_void_v<T>) {
    co_await from;
    put(std::monostate());
  } else {
    put(co_await from);
  }
}

template <std::size_t... I, class... T>
task<std::tuple<kept_t<T>...>> join_each(std::index_sequence<I...>, task<T>... tasks) {
  std::tuple<std::optional<kept_t<T>>...> results;
  task_group children;
  (children.spawn(put_result(std::move(tasks),
                             [&results](auto&& v) {
                               std::get<I>(results).emplace(static_cast<decltype(v)&&>(v));
                             })),
   ...);
  co_await children.join();
  if (((!std::get<I>(results)) || ...)) throw cancelled();
  co_return std::tuple<kept_t<T>...>(*std::move(std::get<I>(results))...);
}

}  // namespace detail

/// Runs the tasks at once, as children of the one that awaits, and gives all their results. The first
/// error stops the others, which are awaited, and is thrown. (futures::try_join!)
template <class... T>
auto join(task<T>... tasks) {
  return detail::join_each(std::index_sequence_for<T...>(), std::move(tasks)...);
}

/// The same for a range of tasks, which are moved from.
template <std::ranges::input_range Range, class T = typename std::ranges::range_value_t<Range>::value_type>
task<std::vector<detail::kept_t<T>>> join_all(Range tasks) {
  std::vector<std::optional<detail::kept_t<T>>> results;
  std::vector<task<T>> list;
  for (auto& each : tasks) list.push_back(std::move(each));
  results.resize(list.size());
  task_group children;
  for (std::size_t i = 0; i < list.size(); ++i)
    children.spawn(detail::put_result(std::move(list[i]), [&slot = results[i]](auto&& v) {
      slot.emplace(static_cast<decltype(v)&&>(v));
    }));
  co_await children.join();
  std::vector<detail::kept_t<T>> out;
  out.reserve(results.size());
  for (auto& each : results) {
    if (!each) throw cancelled();
    out.push_back(*std::move(each));
  }
  co_return out;
}

}  // namespace async
