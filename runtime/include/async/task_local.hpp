#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/foreign.hpp>
#include <async/detail/promise.hpp>
#include <async/task.hpp>

#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

/// A value that a task sees while another is awaited with it; a stack in the task's context.
struct local_value {
  void const* key;
  void* value;
  local_value* outer;
};

void* find_local(void const* key) noexcept;

template <class T, class R>
class local_awaiter : public native_awaitable {
 public:
  local_awaiter(void const* key, T&& value, task<R>&& t) noexcept(std::is_nothrow_move_constructible_v<T>)
      : value_(std::move(value)),
        entry_{key, const_cast<std::remove_const_t<T>*>(std::addressof(value_)), nullptr},
        task_(std::move(t)) {}
  local_awaiter(local_awaiter const&) = delete;
  local_awaiter& operator=(local_awaiter const&) = delete;

  bool await_ready() const { return task_.operator co_await().await_ready(); }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> self) noexcept {
    ctx_ = self.promise().ctx;
    entry_.outer = std::exchange(ctx_->locals, &entry_);
    return task_.operator co_await().await_suspend(self);
  }
  R await_resume() {
    // The parameters of the task see the value until they are destroyed.
    struct ending {
      local_awaiter& of;
      ~ending() {
        of.task_ = {};
        of.ctx_->locals = of.entry_.outer;
      }
    } const at_end{*this};
    return task_.operator co_await().await_resume();
  }

 private:
  T value_;
  local_value entry_;
  task<R> task_;
  context* ctx_ = nullptr;
};

}  // namespace detail

/// A variable with a value of its own in each task that `scope` gave it one, as thread_local has for threads.
/// Tasks that are spawned do not inherit it. Usually a global; any thread may use it.
template <class T>
class task_local {
 public:
  constexpr task_local() noexcept = default;
  task_local(task_local const&) = delete;
  task_local& operator=(task_local const&) = delete;

  /// Runs a task, or awaits whatever else a task can await; in it `get()` gives `value`.
  template <detail::given_later A>
  auto scope(T value, A&& t) const {
    return run(std::move(value), detail::as_task(std::forward<A>(t)));
  }
  /// Throws std::logic_error where no `scope` is around.
  T& get() const {
    void* const found = detail::find_local(this);
    if (!found) ASYNC_THROW(std::logic_error("async::task_local has no value in this task"));
    return *static_cast<T*>(found);
  }
  T& operator*() const { return get(); }
  T* operator->() const { return std::addressof(get()); }
  bool has_value() const noexcept { return detail::find_local(this) != nullptr; }

 private:
  template <class R>
  task<R> run(T value, task<R> t) const {
    co_return co_await detail::local_awaiter<T, R>(this, std::move(value), std::move(t));
  }
  char key_ = 0;  // objects without members might share an address
};

}  // namespace async
