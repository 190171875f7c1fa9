#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/record.hpp>
#include <async/stop_token.hpp>

#include <source_location>
#include <utility>

namespace async {

/// The other end of a spawned task. Letting go of it detaches the task, which then runs on; its
/// result or exception is discarded. A result whose type has a drop is dropped then, in the background.
template <class T = void>
class join_handle : public detail::native_awaitable {
 public:
  using value_type = T;

  join_handle() noexcept = default;
  explicit join_handle(detail::join_state<T>* adopted) noexcept : state_(adopted) {}
  join_handle(join_handle&& o) noexcept : state_(std::exchange(o.state_, nullptr)) {}
  join_handle& operator=(join_handle&& o) noexcept {
    join_handle(std::move(o)).swap(*this);
    return *this;
  }
  ~join_handle() { detach(); }

  void swap(join_handle& o) noexcept { std::swap(state_, o.state_); }
  /// Lets go of the task, which runs on.
  void detach() noexcept {
    if (auto* s = std::exchange(state_, nullptr)) s->let_go();
  }
  /// Asks the task to stop: its next awaiting operation ends with `cancelled`. Any thread, while nobody moves or
  /// detaches the handle.
  void request_stop() noexcept {
    if (state_) state_->request();
  }
  /// Whether the task has ended; false for an empty handle.
  bool done() const noexcept { return state_ && state_->ready(); }
  /// False after `detach()` or when moved from; awaiting such a handle throws `std::logic_error`.
  explicit operator bool() const noexcept { return state_ != nullptr; }

  /// Waits for the task; returns or throws what it did, once: awaiting again throws
  /// `std::logic_error`, but after `cancelled` the task may be waited for once more.
  detail::join_awaiter<T> operator co_await() const {
    if (!state_) [[unlikely]]
      detail::misused("async::join_handle: awaited, but it is empty: detached or moved from");
    return detail::join_awaiter<T>(*state_);
  }

 private:
  detail::join_state<T>* state_ = nullptr;
};

namespace detail {
/// Starts the task on `rt`. What it sees of task_local, `locals`, outlives it.
template <class T>
join_handle<T> spawn_on(runtime_ref rt, task<T> t, std::source_location where,
                        local_value* locals = nullptr) {
  t.expect_fresh();
  auto* s = new join_state<T>(rt, std::move(t));
  s->spawned_at = where;
  s->locals = locals;
  s->launch();
  return join_handle<T>(s);
}

template <class T>
task<void> drop_later(T x) {
  co_await dropping(x);
}
template <class T>
void drop_on(runtime_ref rt, T&& x) {
  spawn_on(rt, detail::drop_later<T>(std::forward<T>(x)), {}).detach();
}
}  // namespace detail

template <class T>
join_handle<T> runtime_ref::spawn(task<T> t, std::source_location where) const {
  return detail::spawn_on(*this, std::move(t), where);
}

template <class A>
  requires(detail::is_other_awaitable<A>::value && !std::is_lvalue_reference_v<A>)
auto runtime_ref::spawn(A&& a, std::source_location where) const {
  return detail::spawn_on(*this, detail::as_task(std::forward<A>(a)), where);
}

/// Starts the task on the current runtime. Throws `no_runtime` outside one. The place of the call is shown
/// by `dump_tasks`.
template <class T>
join_handle<T> spawn(task<T> t, std::source_location where = std::source_location::current()) {
  return detail::require_context("spawn").home.spawn(std::move(t), where);
}

/// Starts a task that awaits `a`: `spawn(tx.send(1))`.
template <detail::ownable_awaitable A>
auto spawn(A&& a, std::source_location where = std::source_location::current()) {
  return spawn(detail::as_task(std::forward<A>(a)), where);
}

/// Starts the task on `rt`; any thread may call it.
template <class T>
join_handle<T> spawn(runtime_ref rt, task<T> t,
                     std::source_location where = std::source_location::current()) {
  return rt.spawn(std::move(t), where);
}
template <detail::ownable_awaitable A>
auto spawn(runtime_ref rt, A&& a,
           std::source_location where = std::source_location::current()) {
  return rt.spawn(std::forward<A>(a), where);
}

}  // namespace async
