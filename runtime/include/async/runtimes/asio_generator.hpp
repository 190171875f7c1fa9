#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/or_leave.hpp>
#include <async/detail/yielded.hpp>
#include <async/runtimes/asio_shield.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <coroutine>
#include <exception>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace async {

/// What `maybe_generator` is in `asio_mode`: yields elements to a `for co_await` in a `boost::asio::awaitable`, and may
/// await such itself. It runs as part of the coroutine that asks for an element: on its executor, reached by what
/// cancels it, and destroyed with it. `T` may be a reference. An element lives until the next one is asked for. Owns its
/// frame; walked once, by one coroutine at a time. Has a drop, as `async::stream` has.
template <class T>
class [[nodiscard]] asio_generator {
 public:
  class promise_type;
  using value_type = std::remove_cvref_t<T>;
  using reference = std::conditional_t<std::is_reference_v<T>, T, T&&>;
  using handle = std::coroutine_handle<promise_type>;

  class iterator {
   public:
    explicit iterator(handle frame) noexcept : frame_(frame) {}
    reference operator*() const noexcept { return frame_.promise().value(); }
    /// Awaited.
    boost::asio::awaitable<void> operator++() { return advance(frame_); }
    friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept {
      return !i.frame_ || i.frame_.done();
    }

   private:
    handle frame_;
  };

  /// Without elements.
  asio_generator() noexcept = default;
  asio_generator(asio_generator&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
  asio_generator& operator=(asio_generator&& o) noexcept {
    asio_generator(std::move(o)).swap(*this);
    return *this;
  }
  ~asio_generator() {
    if (frame_) frame_.destroy();
  }
  void swap(asio_generator& o) noexcept { std::swap(frame_, o.frame_); }

  /// Awaited: an iterator to the next element.
  boost::asio::awaitable<iterator> begin() { return first(frame_); }
  std::default_sentinel_t end() const noexcept { return {}; }
  /// Awaited: the next element, moved out (or copied, if references are yielded), or nothing at the end. Throws what
  /// the coroutine throws, once.
  boost::asio::awaitable<std::optional<value_type>> next() { return next_of(frame_); }

  // Not noexcept: an object in the coroutine may fail to drop.
  friend boost::asio::awaitable<void> async_drop(asio_generator& self) {
    self.frame_.promise().abandoned = true;
    return advance(self.frame_);
  }
  friend bool async_drop_needed(asio_generator const& self) noexcept {
    return self.frame_ && !self.frame_.done() && self.frame_.promise().abandonable;
  }

 private:
  explicit asio_generator(handle frame) noexcept : frame_(frame) {}

  /// Runs the coroutine until it yields, ends or fails. What it awaits meanwhile is awaited here.
  static boost::asio::awaitable<void> advance(handle frame) {
    if (!frame || frame.done()) co_return;
    promise_type& p = frame.promise();
    p.abandonable = false;
    frame.resume();
    while (p.awaited) {
      std::optional<boost::asio::awaitable<void>> awaited = std::exchange(p.awaited, std::nullopt);
      using shield = drop_shield<boost::asio::awaitable<void>>;
      bool const throws = co_await shield::throws();
      if (!p.throws) co_await shield::throws(false);
      ASYNC_TRY {
        co_await std::move(*awaited);
      } ASYNC_CATCH_ALL {
        p.failed = std::current_exception();
      }
      if (!p.throws) co_await shield::throws(throws);
      frame.resume();
    }
    if (p.error) std::rethrow_exception(std::exchange(p.error, nullptr));
  }
  static boost::asio::awaitable<iterator> first(handle frame) {
    co_await advance(frame);
    co_return iterator(frame);
  }
  static boost::asio::awaitable<std::optional<value_type>> next_of(handle frame) {
    co_await advance(frame);
    if (!frame || frame.done()) co_return std::nullopt;
    co_return std::optional<value_type>(std::in_place, frame.promise().value());
  }

  handle frame_;
};

template <class T>
class asio_generator<T>::promise_type : public detail::yielded<T> {
 public:
  asio_generator get_return_object() noexcept {
    return asio_generator(handle::from_promise(*this));
  }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void return_void() const noexcept {}

  template <class U>
    requires std::is_constructible_v<T, U&&>
  auto yield_value(U&& x) noexcept(detail::yields_in_place<T, U>) {
    return this->keep(std::forward<U>(x), std::suspend_always{});
  }
  auto yield_value(std::remove_cv_t<T>&& x) noexcept
    requires(!std::is_reference_v<T>)
  {
    return this->keep(std::move(x), std::suspend_always{});
  }
  /// A yield that tells whether the generator is abandoned.
  struct stay_or_leave {
    explicit stay_or_leave(promise_type& p) noexcept : promise(&p) {}
    bool await_ready() const noexcept { return promise->abandoned; }
    void await_suspend(std::coroutine_handle<>) const noexcept { promise->abandonable = true; }
    [[nodiscard]] bool await_resume() const noexcept { return promise->abandoned; }
    promise_type* promise;
  };
  template <class U>
    requires detail::yieldable<T, U>
  auto yield_value(detail::or_leave_request<U> yields) noexcept(detail::yields_in_place<T, U>) {
    return this->keep(static_cast<U&&>(yields.value), stay_or_leave(*this));
  }

  template <class U>
  auto await_transform(boost::asio::awaitable<U> a) {
    struct awaiter {
      using stored = std::conditional_t<std::is_void_v<U>, std::monostate, U>;

      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) {
        if constexpr (std::is_void_v<U>)
          promise.awaited.emplace(std::move(operand));
        else
          promise.awaited.emplace(store(std::move(operand), result));
      }
      static boost::asio::awaitable<void> store(boost::asio::awaitable<U> from, std::optional<stored>& to) {
        if constexpr (std::is_void_v<U>)
          co_await std::move(from);
        else
          to.emplace(co_await std::move(from));
      }
      U await_resume() {
        if (promise.failed) std::rethrow_exception(std::exchange(promise.failed, nullptr));
        if constexpr (!std::is_void_v<U>) return std::move(*result);
      }

      promise_type& promise;
      boost::asio::awaitable<U> operand;
      std::optional<stored> result = std::nullopt;
    };
    return awaiter{*this, std::move(a)};
  }
  /// Whether what is awaited fails after a cancellation: see drop_shield.
  struct whether {
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    bool await_resume() const noexcept { return value; }
    bool value;
  };
  whether await_transform(boost::asio::this_coro::throw_if_cancelled_0_t) const noexcept { return {throws}; }
  whether await_transform(boost::asio::this_coro::throw_if_cancelled_1_t yes) noexcept {
    return {throws = yes.value};
  }
  /// The executor of who asks for an element.
  auto await_transform(boost::asio::this_coro::executor_t) {
    return await_transform([]() -> boost::asio::awaitable<boost::asio::any_io_executor> {
      co_return co_await boost::asio::this_coro::executor;
    }());
  }

  std::optional<boost::asio::awaitable<void>> awaited;  // by the coroutine, through who asks
  std::exception_ptr failed;                            // that
  std::exception_ptr error;                             // the coroutine
  bool throws = true;        // what is awaited, after a cancellation
  bool abandoned = false;    // a drop asks the coroutine to end at its pending co_yield
  bool abandonable = false;  // it stands at one that asks, for it has something to drop
};

template <class T>
struct drop_shield<asio_generator<T>> : drop_shield<boost::asio::awaitable<void>> {};

}  // namespace async
