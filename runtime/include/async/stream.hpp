#pragma once

#include <async/detail/or_leave.hpp>
#include <async/detail/promise.hpp>
#include <async/detail/yielded.hpp>
#include <async/drop.hpp>
#include <async/mode.hpp>

#include <coroutine>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace async {

template <class T>
class stream;

namespace detail {

/// Yielded: whoever asks gets the error, and the stream goes on when it is asked again.
struct interrupted {
  explicit interrupted(std::exception_ptr e) noexcept : error(std::move(e)) {}
  std::exception_ptr error;
};

/// What a stream's coroutine is doing, and for whom.
template <class T>
class stream_promise : public promise_base, public yielded<T> {
 public:
  stream<T> get_return_object() noexcept;
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void return_void() const noexcept {}

  /// Back to whoever asked for an element.
  struct give {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<stream_promise> self) const noexcept {
      stream_promise& p = self.promise();
      p.paused = true;
      p.ctx->next = p.continuation;
    }
    void await_resume() const noexcept {}
  };
  give final_suspend() const noexcept { return {}; }

  auto yield_value(std::remove_cv_t<T> value) noexcept
    requires std::is_scalar_v<T>
  {
    return this->keep(value, give{});
  }
  template <class U>
    requires yielded_by_reference<T, U>
  auto yield_value(U&& value) noexcept(yields_in_place<T, U>) {
    return this->keep(std::forward<U>(value), give{});
  }

  auto yield_value(std::remove_cv_t<T>&& value) noexcept
    requires(!std::is_reference_v<T> && !std::is_scalar_v<T>)
  {
    return this->keep(std::move(value), give{});
  }

  give yield_value(interrupted by) noexcept {
    error = std::move(by.error);
    return {};
  }

  /// A yield that tells whether the stream is abandoned.
  struct give_or_leave : give {
    explicit give_or_leave(stream_promise& p) noexcept : promise(&p) {}
    bool await_ready() const noexcept { return promise->abandoned; }
    void await_suspend(std::coroutine_handle<stream_promise> self) noexcept {
      promise->abandonable = true;
      give::await_suspend(self);
    }
    [[nodiscard]] bool await_resume() const noexcept { return promise->abandoned; }
    stream_promise* promise;
  };
  template <class U>
    requires yieldable<T, U>
  auto yield_value(or_leave_request<U> yields) noexcept(yields_in_place<T, U>) {
    return this->keep(static_cast<U&&>(yields.value), give_or_leave(*this));
  }

  std::exception_ptr error;
  bool paused = true;        // at a co_yield, or at the end
  bool abandoned = false;    // a drop asks the coroutine to end at its pending co_yield
  bool abandonable = false;  // it stands at one that asks, for it has something to drop
};

/// Runs the coroutine until it yields, ends, or fails.
template <class T>
class stream_awaiter : public native_awaitable {
 public:
  explicit stream_awaiter(std::coroutine_handle<stream_promise<T>> frame) noexcept
      : frame_(frame) {}
  bool await_ready() const noexcept { return !frame_ || frame_.done(); }
  template <class P>
    requires std::derived_from<P, promise_base>
  bool await_suspend(std::coroutine_handle<P> consumer) const noexcept {
    stream_promise<T>& p = frame_.promise();
    context& c = *consumer.promise().ctx;
    p.abandonable = false;
    p.paused = false;
    p.continuation = nullptr;
    if (c.has_stack()) {
      c.run_inline(frame_);
      if (p.paused) return false;
    } else {
      p.ctx = &c;
      c.next = frame_;
    }
    p.continuation = consumer;
    return true;
  }

 protected:
  /// Whether there is an element. Throws what the coroutine ended with, once.
  bool has_element() const {
    if (!frame_) return false;
    if (auto& error = frame_.promise().error) std::rethrow_exception(std::exchange(error, nullptr));
    return !frame_.done();
  }
  std::coroutine_handle<stream_promise<T>> frame_;
};

}  // namespace detail

/// A coroutine that yields elements to an asynchronous loop: `co_yield` and `co_await` in it, and
/// `for co_await (auto&& x : s)` or `co_await s.next()` outside. It starts with the first element that is
/// asked for, runs as part of the task that asks, and is walked once, by one task at a time. `T` may
/// be a reference. An element lives until the next one is asked for. Owns its frame. Has a drop:
/// a stream that is left half-way ends as if its pending `co_yield` were a `co_return`, and objects with a drop
/// in it are dropped.
template <class T>
class [[nodiscard]] stream {
 public:
  using promise_type = detail::stream_promise<T>;
  using value_type = std::remove_cvref_t<T>;
  using reference = std::conditional_t<std::is_reference_v<T>, T, T&&>;

  /// Without elements.
  stream() noexcept = default;
  stream(stream&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
  stream& operator=(stream&& o) noexcept {
    stream(std::move(o)).swap(*this);
    return *this;
  }
  ~stream() {
    if (frame_) frame_.destroy();
  }
  void swap(stream& o) noexcept { std::swap(frame_, o.frame_); }

  class iterator;

  /// Awaited: the next element, moved out (or copied, if the stream yields references), or nothing
  /// at the end. Throws what the coroutine throws, once.
  [[nodiscard]] auto next() noexcept {
    struct awaiter : detail::stream_awaiter<T> {
      using detail::stream_awaiter<T>::stream_awaiter;
      std::optional<value_type> await_resume() const {
        if (!this->has_element()) return std::nullopt;
        return std::optional<value_type>(std::in_place, this->frame_.promise().value());
      }
    };
    return awaiter(frame_);
  }

  /// Awaited: an iterator to the next element. Its increment is awaited, too.
  [[nodiscard]] auto begin() noexcept {
    struct awaiter : detail::stream_awaiter<T> {
      using detail::stream_awaiter<T>::stream_awaiter;
      iterator await_resume() const {
        return iterator(this->has_element() ? this->frame_ : nullptr);
      }
    };
    return awaiter(frame_);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend promise_type;
  using handle = std::coroutine_handle<promise_type>;
  explicit stream(handle frame) noexcept : frame_(frame) {}

  class drop_awaiter : public detail::stream_awaiter<T> {
   public:
    explicit drop_awaiter(handle frame) noexcept : detail::stream_awaiter<T>(frame) {
      frame.promise().abandoned = true;
    }
    void await_resume() const { static_cast<void>(this->has_element()); }
  };
  // Not noexcept: an object in the coroutine may fail to drop.
  friend drop_awaiter async_drop(stream& self) { return drop_awaiter(self.frame_); }
  friend bool async_drop_needed(stream const& self) noexcept {
    return self.frame_ && !self.frame_.done() && self.frame_.promise().abandonable;
  }

  handle frame_;
};

template <class T>
class stream<T>::iterator {
 public:
  explicit iterator(handle frame) noexcept : frame_(frame) {}
  reference operator*() const noexcept { return frame_.promise().value(); }
  [[nodiscard]] auto operator++() noexcept {
    struct awaiter : detail::stream_awaiter<T> {
      awaiter(handle frame, iterator& self) noexcept
          : detail::stream_awaiter<T>(frame), self_(self) {}
      iterator& await_resume() const {
        handle const at = std::exchange(self_.frame_, nullptr);  // the end, if this throws
        if (this->has_element()) self_.frame_ = at;
        return self_;
      }
      iterator& self_;
    };
    return awaiter(frame_, *this);
  }
  friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept {
    return !i.frame_;
  }

 private:
  handle frame_;
};

namespace detail {

template <class T>
stream<T> stream_promise<T>::get_return_object() noexcept {
  return stream<T>(std::coroutine_handle<stream_promise>::from_promise(*this));
}

}  // namespace detail

}  // namespace async
