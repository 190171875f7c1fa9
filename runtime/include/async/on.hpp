#pragma once

#include <async/cancel.hpp>
#include <async/spawn.hpp>
#include <async/this_task.hpp>

#include <utility>

namespace async {

/// Runs `t` on `rt` and resumes at home with its result. A request to stop the caller is passed on
/// to `t`, whose end is awaited in any case.
template <class T>
task<T> on(runtime_ref rt, task<T> t) {
  join_handle<T> there = detail::spawn_on(rt, std::move(t), std::source_location::current(),
                                          detail::require_context("on").locals);
  auto const stop = [&there]() noexcept { there.request_stop(); };
  stop_callback<decltype(stop) const&> forward(this_task::stop_token(), stop);
  co_return co_await detail::shielded(there);
}

/// The same for whatever else a task can await; an lvalue has to live as long.
template <detail::other_awaitable A>
auto on(runtime_ref rt, A&& a) {
  return on(rt, detail::as_task(std::forward<A>(a)));
}

}  // namespace async
