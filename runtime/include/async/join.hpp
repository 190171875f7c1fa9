#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/fork_awaiter.hpp>
#include <async/detail/task_list.hpp>
#include <async/drop.hpp>

#include <ranges>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

namespace detail {

/// What a task gave that nobody takes. Never fails.
template <class T>
task<void> drop_untaken(T& x, std::exception_ptr const& error) {
  ASYNC_TRY {
    co_await dropping(x, error);
  } ASYNC_CATCH_ALL {
    suppress(std::current_exception());
  }
}

/// The same if there is something.
template <class T>
task<void> drop_kept(result<T>& kept, std::exception_ptr const& error) {
  if constexpr (has_drop<T>)
    if (auto* untaken = kept.value()) co_await drop_untaken(*untaken, error);
  co_return;
}
template <class... T>
task<void> drop_each_kept(std::exception_ptr const& error, result<T>&... kept) {
  (co_await drop_kept(kept, error), ...);
}

template <class... T>
task<std::tuple<joined_t<T>...>> join_or_drop(task<T>&... tasks) {
  fork_awaiter<T...> all(tasks...);
  std::exception_ptr error;
  ASYNC_TRY {
    co_return co_await all;
  } ASYNC_CATCH_ALL {
    error = std::current_exception();
  }
  co_await std::apply([&](auto&... kept) { return drop_each_kept(error, kept...); }, all.kept());
  std::rethrow_exception(error);
}

template <class T>
task<std::vector<kept_t<T>>> join_all_or_drop(std::span<task<T>> tasks) {
  fork_all_awaiter<T> all(tasks);
  std::exception_ptr error;
  ASYNC_TRY {
    co_return co_await all;
  } ASYNC_CATCH_ALL {
    error = std::current_exception();
  }
  for (std::size_t i = 0; i < tasks.size(); ++i) co_await drop_kept(all.kept(i), error);
  std::rethrow_exception(error);
}

/// Awaits a task that it owns.
template <class T>
class own_awaiter : public native_awaitable {
 public:
  explicit own_awaiter(task<T> t) noexcept : task_(std::move(t)), awaiter_(task_.frame()) {}
  own_awaiter(own_awaiter const&) = delete;
  own_awaiter& operator=(own_awaiter const&) = delete;

  bool await_ready() const { return awaiter_.await_ready(); }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) const noexcept {
    return awaiter_.await_suspend(h);
  }
  T await_resume() const { return awaiter_.await_resume(); }

 private:
  task<T> task_;
  typename task<T>::awaiter awaiter_;
};

/// Tasks that run when it is awaited: `join` itself is no coroutine, and has no frame.
template <class... T>
class [[nodiscard]] joining : public native_awaitable {
 public:
  using value_type = std::tuple<joined_t<T>...>;

  explicit joining(task<T>&&... tasks) noexcept : tasks_(std::move(tasks)...) {}
  auto operator co_await() const {
    return std::apply(
        [](auto&... each) {
          if constexpr ((has_drop<T> || ...))
            return own_awaiter<value_type>(join_or_drop(each...));
          else
            return fork_awaiter<T...>(each...);
        },
        tasks_);
  }
  operator task<value_type>() && { return detail::await_owned<joining>(std::move(*this)); }

 private:
  mutable std::tuple<task<T>...> tasks_;
};

/// The same for a vector or a list of them, in a row.
template <class T, class Tasks>
class [[nodiscard]] joining_all : public native_awaitable {
 public:
  using value_type = std::vector<kept_t<T>>;

  explicit joining_all(Tasks&& tasks) noexcept : tasks_(std::move(tasks)) {}
  auto operator co_await() const {
    if constexpr (has_drop<T>)
      return own_awaiter<value_type>(join_all_or_drop(std::span<task<T>>(tasks_)));
    else
      return fork_all_awaiter<T>(tasks_);
  }
  operator task<value_type>() && { return detail::await_owned<joining_all>(std::move(*this)); }

 private:
  mutable Tasks tasks_;
};

}  // namespace detail

/// Runs the tasks at once and gives all their results. The first error stops the others, which are awaited,
/// and is thrown (futures::try_join!). The first task runs as a part of the one that awaits; so does
/// each of the others whose turn has come before another worker, or a task before it that
/// suspends, has made it a task of its own: a recursion of joins costs little more than calls. A stop
/// request reaches all. Some may be none, but can be awaited by tasks: join handles, `rx.receive()`; stopping
/// the wait for a join handle does not stop the task that was spawned. Lvalues have to live as long.
/// What it gives is awaited, kept, or turned into a task of the tuple.
template <detail::given_later... A>
auto join(A&&... tasks) {
  return detail::joining(detail::as_task(std::forward<A>(tasks))...);
}

/// The same for a range of tasks, or of whatever else tasks can await, which are moved from at once; a view may
/// make them as it is walked.
template <std::ranges::input_range Range>
  requires detail::given_later<std::ranges::range_value_t<Range>>
auto join_all(Range&& tasks) {
  using T = typename decltype(detail::as_task(
      std::declval<std::ranges::range_value_t<Range>>()))::value_type;
  if constexpr (std::is_same_v<Range, std::vector<task<T>>>) {
    return detail::joining_all<T, Range>(std::move(tasks));
  } else {
    detail::task_list<T> made;
    for (auto&& each : tasks) {
      if constexpr (detail::is_task<std::remove_cvref_t<decltype(each)>>)
        made.push_back(std::move(each));
      else
        made.push_back(detail::as_task(std::move(each)));
    }
    return detail::joining_all<T, detail::task_list<T>>(std::move(made));
  }
}

}  // namespace async
