#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/frame.hpp>
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
/// Owns its frame; destroying it ends the coroutine at its pending `co_yield`. After
/// std::generator (C++23).
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

    template <class U>
      requires std::is_constructible_v<T, U&&>
    auto yield_value(U&& value) noexcept(detail::yields_in_place<T, U>) {
      return this->keep(std::forward<U>(value), std::suspend_always{});
    }
    auto yield_value(std::remove_cv_t<T>&& value) noexcept
      requires(!std::is_reference_v<T>)
    {
      return this->keep(std::move(value), std::suspend_always{});
    }
    template <class U>
    void await_transform(U&&) = delete;  // a generator that awaits is an async::stream
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
    if (frame_) frame_.destroy();
  }
  void swap(generator& o) noexcept { std::swap(frame_, o.frame_); }

  /// Once: starts the coroutine. What it throws comes out of here and of the increments.
  iterator begin() {
    frame_.resume();
    return iterator(frame_);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  explicit generator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

}  // namespace async
