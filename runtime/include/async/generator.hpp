#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/frame.hpp>
#include <async/detail/or_leave.hpp>
#include <async/detail/result.hpp>
#include <async/detail/yielded.hpp>

#include <coroutine>
#include <exception>
#include <iterator>
#include <ranges>
#include <type_traits>
#include <utility>

namespace async {

/// A coroutine that yields values to a plain loop: an input range, walked once. `T` may be a
/// reference. An element lives until the iterator is incremented. Nothing can be awaited in it.
/// Owns its frame; destroying it ends the coroutine at its pending `co_yield`. If it holds objects with a drop there, it
/// leaves as by `co_return`, and what the drops throw is suppressed. After std::generator (C++23).
template <class T>
class [[nodiscard]] generator : public std::ranges::view_base {
 public:
  using value_type = std::remove_cvref_t<T>;
  using reference = std::conditional_t<std::is_reference_v<T>, T, T&&>;

  class promise_type : public detail::yielded<T>, public detail::in_frame_arena {
   public:
    generator get_return_object() noexcept {
      return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() { ASYNC_RETHROW; }

    auto yield_value(std::remove_cv_t<T> value) noexcept
      requires std::is_scalar_v<T>
    {
      return this->keep(value, std::suspend_always{});
    }
    template <class U>
      requires detail::yielded_by_reference<T, U>
    auto yield_value(U&& value) noexcept(detail::yields_in_place<T, U>) {
      return this->keep(std::forward<U>(value), std::suspend_always{});
    }
    auto yield_value(std::remove_cv_t<T>&& value) noexcept
      requires(!std::is_reference_v<T> && !std::is_scalar_v<T>)
    {
      return this->keep(std::move(value), std::suspend_always{});
    }
    /// A yield that tells whether the generator is abandoned.
    struct stay_or_leave {
      explicit stay_or_leave(promise_type& p) noexcept : promise(&p) {}
      bool await_ready() const noexcept { return promise->abandoned_; }
      void await_suspend(std::coroutine_handle<>) const noexcept { promise->abandonable_ = true; }
      detail::leaves await_resume() const noexcept {
        promise->abandonable_ = false;
        return {promise->abandoned_};
      }
      promise_type* promise;
    };
    template <class U>
      requires detail::yieldable<T, U>
    auto yield_value(detail::or_leave_request<U> yields) noexcept(detail::yields_in_place<T, U>) {
      return this->keep(static_cast<U&&>(yields.value), stay_or_leave(*this));
    }
    template <class U>
    void await_transform(U&&) = delete;  // a generator that awaits is an async::stream

   private:
    friend generator;
    bool abandonable_ = false;  // it stands at a yield that asks, for it has something to drop
    bool abandoned_ = false;
  };

  class iterator {
   public:
    using value_type = generator::value_type;
    using difference_type = std::ptrdiff_t;

    iterator() noexcept = default;
    iterator(iterator&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
    iterator& operator=(iterator&& o) noexcept {
      frame_ = std::exchange(o.frame_, {});
      return *this;
    }
    reference operator*() const noexcept { return frame_.promise().value(); }
    iterator& operator++() {
      frame_.resume();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept {
      return i.frame_.done();
    }

   private:
    friend generator;
    explicit iterator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
  };

  generator(generator&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
  generator& operator=(generator&& o) noexcept {
    generator(std::move(o)).swap(*this);
    return *this;
  }
  ~generator() {
    if (!frame_) return;
    ASYNC_TRY {
      abandon();
    } ASYNC_CATCH_ALL {
      detail::suppress(std::current_exception());
    }
    frame_.destroy();
  }
  /// Whether it stands at a `co_yield` where it has something to drop.
  bool abandonable() const noexcept {
    return frame_ && !frame_.done() && frame_.promise().abandonable_;
  }
  /// Lets the coroutine leave its pending `co_yield` if it has something to drop, and throws what that throws. Used by
  /// lowered loops.
  void abandon() {
    if (!abandonable()) return;
    frame_.promise().abandoned_ = true;
    frame_.resume();
  }
  void swap(generator& o) noexcept { std::swap(frame_, o.frame_); }

  /// Once: starts the coroutine. What it throws comes out of here and of the increments.
  iterator begin() {
    if (!frame_.done()) frame_.resume();  // or it was abandoned
    return iterator(frame_);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  explicit generator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

namespace detail {
using std::begin;
using std::end;
template <class R>
auto begin_of(R& range) {
  if constexpr (requires { range.begin(); })
    return range.begin();
  else
    return begin(range);
}
template <class R>
auto end_of(R& range) {
  if constexpr (requires { range.end(); })
    return range.end();
  else
    return end(range);
}
}  // namespace detail

/// The range of a loop: a generator that it abandons drops what it holds there, and an error leaves the loop. Used by
/// lowered code, also for a range of which only an instance tells whether it is one.
template <class R>
struct ended_range {
  R range;

  auto begin() { return detail::begin_of(range); }
  auto end() { return detail::end_of(range); }
  ~ended_range() noexcept(false) {
    if constexpr (requires { range.abandon(); })
      if (range.abandonable() && !std::uncaught_exceptions()) range.abandon();
  }
};
template <class R>
ended_range(R&&) -> ended_range<R>;  // R& of a variable

}  // namespace async
