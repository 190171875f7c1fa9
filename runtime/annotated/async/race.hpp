#pragma once

#include <async/join.hpp>
#include <async/time.hpp>

#include <atomic>
#include <exception>

namespace async {

/// The time that `timeout` gave was over.
class timed_out : public std::exception {
 public:
  char const* what() const noexcept override { return "async::timed_out"; }
};

namespace detail {

template <std::size_t... I, class... T>
task<std::variant<kept_t<T>...>> race_each(std::index_sequence<I...>, task<T>... tasks) {
  std::optional<std::variant<kept_t<T>...>> winner;
  std::atomic<bool> decided = false;
  task_group children;
  (children.spawn(put_result(std::move(tasks),
                             [&](auto&& v) {
                               if (decided.exchange(true, std::memory_order_acq_rel)) return;
                               winner.emplace(std::in_place_index<I>,
                                              static_cast<decltype(v)&&>(v));
                               children.request_stop();
                             })),
   ...);
  co_await children.join();
  if (!winner) throw cancelled();
  co_return *std::move(winner);
}

}  // namespace detail

/// Runs the tasks at once and gives the result of the first that ends; its index says which. The others are
/// stopped and awaited before. If the first that ends does so with an error, that is thrown.
template <class... T>
auto race(task<T>... tasks) {
  return detail::race_each(std::index_sequence_for<T...>(), std::move(tasks)...);
}

/// Runs `t` for at most `d`: then it is stopped and awaited, and `timed_out` is thrown.
template <class Rep, class Period, class T>
task<T> timeout(std::chrono::duration<Rep, Period> d, task<T> t) {
  auto wait = [](std::chrono::duration<Rep, Period> time) -> task<void> {
    co_await sleep_for(time);
  };
  auto first = co_await race(std::move(t), wait(d));
  if (first.index() == 1) throw timed_out();
  if constexpr (!std::is_void_v<T>) co_return static_cast<T>(std::get<0>(std::move(first)));
}

}  // namespace async
