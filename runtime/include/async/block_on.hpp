#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/record.hpp>
#include <async/spawn.hpp>

#include <source_location>
#include <utility>

namespace async {

namespace detail {
/// Runs the loop of a runtime made for the purpose: `current_thread`.
class private_loop {
 public:
  private_loop();
  private_loop(private_loop const&) = delete;
  private_loop& operator=(private_loop const&) = delete;
  ~private_loop();
  runtime_ref ref() noexcept;

 private:
  void* loop_;
};
}  // namespace detail

namespace detail {
/// A task that a thread waits for. If the runtime refuses to run for that thread, the task ends alone.
template <class T>
class awaited_by_thread final : public join_state<T> {
 public:
  using join_state<T>::join_state;
  completion done;

 private:
  void destroy() noexcept override { delete this; }
};
}  // namespace detail

template <class T>
T runtime_ref::block_on(task<T> t, std::source_location where) const {
  t.expect_fresh();
  auto* s = new detail::awaited_by_thread<T>(*this, std::move(t));
  detail::stop_ref keep(s);
  s->watcher = &s->done;
  s->spawned_at = where;
  s->launch();
  ASYNC_TRY {
    run(s->done);
  } ASYNC_CATCH_ALL {
    s->request();
    ASYNC_RETHROW;
  }
  return s->outcome.take();
}

template <class A>
  requires(detail::is_other_awaitable<A>::value)
decltype(auto) runtime_ref::block_on(A&& a, std::source_location where) const {
  return block_on(detail::as_task(std::forward<A>(a)), where);
}

/// Runs the task on `rt`; the calling thread waits, or runs the loop if `rt` has no threads.
template <class T>
T block_on(runtime_ref rt, task<T> t,
           std::source_location where = std::source_location::current()) {
  return rt.block_on(std::move(t), where);
}
template <detail::other_awaitable A>
decltype(auto) block_on(runtime_ref rt, A&& a,
                        std::source_location where = std::source_location::current()) {
  return rt.block_on(std::forward<A>(a), where);
}

/// Runs the task on a `current_thread` runtime that lives as long as the call. Returns or rethrows
/// what the task does.
template <class T>
T block_on(task<T> t, std::source_location where = std::source_location::current()) {
  detail::private_loop loop;
  return loop.ref().block_on(std::move(t), where);
}
/// The same for whatever else a task can await.
template <detail::other_awaitable A>
decltype(auto) block_on(A&& a,
                        std::source_location where = std::source_location::current()) {
  return block_on(detail::as_task(std::forward<A>(a)), where);
}

}  // namespace async
