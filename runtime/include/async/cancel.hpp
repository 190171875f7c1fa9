#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/shield.hpp>
#include <async/errors.hpp>
#include <async/stop_token.hpp>
#include <async/task.hpp>

#include <utility>

namespace async {

namespace detail {

/// Makes the task stop on `token` as well as on what stops it already, until it is destroyed.
/// Made and destroyed by one task, in the order of a stack.
class stop_scope {
 public:
  stop_scope(context& c, stop_token token);
  stop_scope(stop_scope const&) = delete;
  stop_scope& operator=(stop_scope const&) = delete;
  ~stop_scope();

 private:
  struct forward {
    stop_state* to;
    void operator()() const noexcept { to->request(); }
  };

  context& ctx_;
  seen_stop outer_;
  stop_ref inner_;
  stop_callback<forward> from_outer_;
  stop_callback<forward> from_token_;
};

template <class T>
class with_stop_awaiter : public native_awaitable {
 public:
  with_stop_awaiter(stop_token token, task<T>&& t) noexcept
      : token_(std::move(token)), task_(std::move(t)) {}
  with_stop_awaiter(with_stop_awaiter const&) = delete;
  with_stop_awaiter& operator=(with_stop_awaiter const&) = delete;
  ~with_stop_awaiter() {
    if (begun_) scope_.~stop_scope();
  }

  bool await_ready() const { return task_.operator co_await().await_ready(); }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> self) {
    ::new (static_cast<void*>(&scope_)) stop_scope(*self.promise().ctx, std::move(token_));
    begun_ = true;
    return task_.operator co_await().await_suspend(self);
  }
  T await_resume() {
    scope_.~stop_scope();
    begun_ = false;
    return task_.operator co_await().await_resume();
  }

 private:
  stop_token token_;
  task<T> task_;
  union {
    stop_scope scope_;
  };
  bool begun_ = false;
};

template <class T>
task<T> run_with_stop(stop_token token, task<T> t) {
  co_return co_await with_stop_awaiter<T>(std::move(token), std::move(t));
}
template <class T>
task<T> run_shielded(task<T> t) {
  co_return co_await detail::shielded(std::move(t));
}

}  // namespace detail

/// Runs a task, or awaits whatever else a task can await, so that a request on `token` stops it too. An lvalue has to
/// live as long.
template <detail::given_later A>
auto with_stop(stop_token token, A&& t) {
  return detail::run_with_stop(std::move(token), detail::as_task(std::forward<A>(t)));
}

/// The same to its end even if the task is asked to stop meanwhile; the next awaiting operation
/// after it ends with `cancelled`.
template <detail::given_later A>
auto uncancellable(A&& t) {
  return detail::run_shielded(detail::as_task(std::forward<A>(t)));
}

}  // namespace async
