#pragma once

#include <async/detail/config.hpp>
#include <async/detail/context.hpp>
#include <async/detail/foreign.hpp>
#include <async/detail/frame.hpp>
#include <async/detail/result.hpp>

#include <concepts>
#include <coroutine>
#include <source_location>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Operand of a `co_return` in lowered code: the coroutine ends with this error, which need not be
/// thrown for that.
struct failure {
  std::exception_ptr error;
};

/// The same where nothing is returned: awaited right before `co_return;`.
struct failing : native_awaitable {
  explicit failing(std::exception_ptr e) noexcept : error(std::move(e)) {}
  std::exception_ptr error;
};

/// A library's awaitable that never waits.
template <class A>
concept ends_at_once = requires { std::remove_cvref_t<A>::ends_at_once; };

class promise_base {
 public:
  /// Null while the awaiting coroutine is below on the stack.
  std::coroutine_handle<> continuation;
  context* ctx = nullptr;
  std::source_location awaits_at;  // its last co_await, for dump_tasks; a pointer

  static void* operator new(std::size_t bytes) { return allocate_frame_here(bytes); }
  static void operator delete(void* frame, std::size_t bytes) noexcept {
    free_frame_here(frame, bytes);
  }

  std::suspend_always initial_suspend() const noexcept { return {}; }

  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> self) const noexcept {
      promise_base& p = self.promise();
      p.ctx->next = p.continuation;
    }
    void await_resume() const noexcept {}
  };
  final_awaiter final_suspend() const noexcept { return {}; }

  /// The library's awaitables find the context in the promise; any other resumes the task by way
  /// of its runtime. Inlined in any case: clang puts the frame of an awaited drop into the awaiting one
  /// only if it sees the whole way of it.
  template <class A>
    requires(!ends_at_once<A> && given_later<A>)
  [[gnu::always_inline]] auto await_transform(
      A&& awaitable, std::source_location at = std::source_location::current()) {
    awaits_at = at;
    if constexpr (requires { awaitable.on_await(*ctx); })
      return awaitable.on_await(*ctx);
    else if constexpr (is_native<A> && std::is_reference_v<awaiter_of<A>>)
      return by_reference<std::remove_reference_t<A>>(awaitable);
    else if constexpr (is_native<A>)
      return detail::get_awaiter(static_cast<A&&>(awaitable));
    else
      return foreign_awaiter<A>(static_cast<A&&>(awaitable));
  }

  /// What ends without waiting has no place to be seen at, which would take room in the frame.
  template <class A>
    requires ends_at_once<A>
  auto await_transform(A&& awaitable) noexcept(noexcept(awaitable.on_await(*ctx))) {
    return awaitable.on_await(*ctx);
  }
};
static_assert(sizeof(std::source_location) == sizeof(void*));

template <class T>
class promise : public promise_base {
 public:
  task<T> get_return_object() noexcept {
    return task<T>(std::coroutine_handle<promise>::from_promise(*this));
  }
  void unhandled_exception() noexcept { outcome.add_error(std::current_exception()); }
  // A template, so that `co_return {}` cannot mean it.
  template <std::same_as<failure> F>
  void return_value(F f) noexcept {
    outcome.set_error(std::move(f.error));
  }

  // By value, so that it may be a bit-field, a member of a packed class, or the 0 that is a pointer.
  void return_value(std::remove_cv_t<T> v) noexcept
    requires std::is_scalar_v<T>
  {
    outcome.set_first(v);
  }
  template <class U = T>
    requires(!std::is_scalar_v<T> && std::is_convertible_v<U, T>)
  void return_value(U&& v) noexcept(std::is_nothrow_constructible_v<T, U>) {
    outcome.set_first(std::forward<U>(v));
  }

  result<T> outcome;
};

template <class T>
  requires std::is_void_v<T>
class promise<T> : public promise_base {
 public:
  task<T> get_return_object() noexcept {
    return task<T>(std::coroutine_handle<promise>::from_promise(*this));
  }
  void unhandled_exception() noexcept { outcome.add_error(std::current_exception()); }
  void return_void() noexcept {}
  using promise_base::await_transform;
  std::suspend_never await_transform(failing f) noexcept {
    outcome.set_error(std::move(f.error));
    return {};
  }

  result<T> outcome;
};

}  // namespace async::detail
