#pragma once

#include <async/cancel.hpp>
#include <async/spawn.hpp>
#include <async/this_task.hpp>

#include <utility>

namespace async {

namespace detail {
template <class T>
task<T> run_on(runtime_ref rt, task<T> t) {
  join_handle<T> there = spawn_on(rt, std::move(t), std::source_location::current(),
                                 require_context("on").locals);
  auto const stop = [&there]() noexcept { there.request_stop(); };
  stop_callback<decltype(stop) const&> forward(this_task::stop_token(), stop);
  co_return co_await detail::shielded(there);
}

}  // namespace detail

/// Runs a task on `rt` and resumes at home with its result. A request to stop the caller is passed on
/// to the task, whose end is awaited in any case. Instead of a task it takes whatever a task can await; an lvalue has
/// to live as long.
template <detail::given_later A>
auto on(runtime_ref rt, A&& t) {
  return detail::run_on(rt, detail::as_task(std::forward<A>(t)));
}

}  // namespace async
