#pragma once

#include <async/detail/awaited.hpp>
#include <async/detail/misuse.hpp>
#include <async/detail/promise.hpp>

#include <coroutine>
#include <utility>

namespace async {

namespace detail {
/// Throws `std::logic_error` if this is no task, or one that was started before.
template <class T>
void expect_fresh(std::coroutine_handle<promise<T>> frame) {
  if (!frame) [[unlikely]]
    misused(
        "async::task: awaited or spawned, but it is empty: it was moved from, or made without a "
        "coroutine");
  if (frame.promise().ctx) [[unlikely]]
    misused(
        "async::task: awaited twice: a task runs once; keep its result, or call the coroutine "
        "again");
}
}  // namespace detail

/// A coroutine that starts when it is awaited (or spawned) and is awaited once: twice, or after it was
/// moved from, throws `std::logic_error`. Owns its frame; an un-awaited task may be destroyed, a
/// suspended one may not. Not thread-safe by itself: it runs wherever its awaiter runs.
template <class T = void>
class [[nodiscard]] task : public detail::native_awaitable {
 public:
  using promise_type = detail::promise<T>;
  using value_type = T;

  task() noexcept = default;
  task(task&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
  task& operator=(task&& o) noexcept {
    task(std::move(o)).swap(*this);
    return *this;
  }
  ~task() {
    if (frame_) frame_.destroy();
  }

  void swap(task& o) noexcept { std::swap(frame_, o.frame_); }
  /// False once moved from.
  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }

  /// The awaiter, whose address others get to know, does not own the frame: so compilers can see where
  /// the frame ends, and put it into the awaiting one.
  class awaiter {
   public:
    explicit awaiter(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    bool await_ready() const {
      detail::expect_fresh(frame_);
      return false;
    }
    template <class P>
      requires std::derived_from<P, detail::promise_base>
    bool await_suspend(std::coroutine_handle<P> parent) const noexcept {
      detail::promise_base& p = frame_.promise();
      detail::context& c = *parent.promise().ctx;
      if (c.has_stack()) [[likely]] {
        if (c.run_inline(frame_)) return false;
      } else {
        p.ctx = &c;
        c.next = frame_;
      }
      p.continuation = parent;
      return true;
    }
    T await_resume() const { return frame_.promise().outcome.take(); }

   private:
    std::coroutine_handle<promise_type> frame_;
  };
  awaiter operator co_await() const noexcept { return awaiter(frame_); }

  std::coroutine_handle<promise_type> frame() const noexcept { return frame_; }
  /// Throws `std::logic_error` if this is no task, or one that was started before.
  void expect_fresh() const { detail::expect_fresh(frame_); }

 private:
  friend class detail::promise<T>;
  explicit task(std::coroutine_handle<promise_type> h) noexcept : frame_(h) {}

  std::coroutine_handle<promise_type> frame_;
};

namespace detail {

template <class T>
struct either {
  using type = T;
};
template <class T>
struct either<T&&> {
  using type = T;
};
template <class T>
struct either<T&> {
  using type = T&;
};

}  // namespace detail

/// What awaiting an `A` gives.
template <class A>
using await_result = detail::awaited_t<A>;

/// What `?:` makes of expressions of these types: an lvalue, or an object.
template <class A, class B>
using either_t = typename detail::either<decltype(true ? std::declval<A (&)()>()()
                                                       : std::declval<B (&)()>()())>::type;

/// Its argument. Lowered code calls it where g++ 12 does not understand an awaited value.
template <class T>
constexpr T&& itself(T&& x) noexcept {
  return static_cast<T&&>(x);
}

}  // namespace async
