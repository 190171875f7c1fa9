#pragma once

#include <async/stream.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <coroutine>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace async {

/// What `maybe_generator` is in `asio_mode`: yields elements to a `for co_await` in a
/// `boost::asio::awaitable`, and may await such itself. It runs on the executor of who asks for an
/// element. Owns its frame; walked once, by one coroutine at a time.
template <class T>
class [[nodiscard]] asio_generator {
 public:
  class promise_type;
  using handle = std::coroutine_handle<promise_type>;

  class iterator {
   public:
    explicit iterator(handle frame) noexcept : frame_(frame) {}
    /// As the iterators of the library's own generators give it.
    T&& operator*() const noexcept { return std::move(*frame_.promise().element); }
    boost::asio::awaitable<void> operator++() { return advance(frame_); }
    friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept {
      return i.frame_.done();
    }

   private:
    handle frame_;
  };

  asio_generator(asio_generator&& o) noexcept : frame_(std::exchange(o.frame_, {})) {}
  asio_generator& operator=(asio_generator&&) = delete;
  ~asio_generator() {
    if (frame_) frame_.destroy();
  }

  boost::asio::awaitable<iterator> begin() {
    co_await advance(frame_);
    co_return iterator(frame_);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// A loop in code that is written once awaits this at its end. The destructor does the work.
  friend boost::asio::awaitable<void> async_drop(asio_generator&) { co_return; }
  friend bool async_drop_needed(asio_generator const&) noexcept { return false; }

 private:
  explicit asio_generator(handle frame) noexcept : frame_(frame) {}

  /// Runs the coroutine until it yields, ends or fails.
  static boost::asio::awaitable<void> advance(handle frame) {
    promise_type& p = frame.promise();
    p.executor = co_await boost::asio::this_coro::executor;
    co_await boost::asio::async_initiate<boost::asio::use_awaitable_t<> const, void()>(
        [frame](auto handler) {
          // A std::function is copied, and the handler cannot be.
          auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          frame.promise().consumer = [shared] { (*shared)(); };
          frame.resume();
        },
        boost::asio::use_awaitable);
    if (p.error) std::rethrow_exception(std::exchange(p.error, nullptr));
  }

  handle frame_;
};

template <class T>
class asio_generator<T>::promise_type {
 public:
  asio_generator get_return_object() noexcept {
    return asio_generator(handle::from_promise(*this));
  }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void return_void() const noexcept {}

  /// Back to who asked; by way of the executor, so that this frame has been left before it may end.
  struct give {
    bool await_ready() const noexcept { return false; }
    void await_suspend(handle self) const noexcept {
      promise_type& p = self.promise();
      boost::asio::post(p.executor, std::exchange(p.consumer, nullptr));
    }
    void await_resume() const noexcept {}
  };
  give final_suspend() const noexcept { return {}; }
  give yield_value(T x) {
    element.emplace(std::move(x));
    return {};
  }

  /// Where a stream would be asked to end, if it is abandoned; this one's frame ends.
  struct give_and_stay : give {
    bool await_resume() const noexcept { return false; }
  };
  template <class U>
  give_and_stay yield_value(detail::or_leave_request<U> yields) {
    element.emplace(static_cast<U&&>(yields.value));
    return {};
  }

  template <class U>
  auto await_transform(boost::asio::awaitable<U> a) {
    struct awaiter {
      using stored = std::conditional_t<std::is_void_v<U>, std::monostate, U>;

      bool await_ready() const noexcept { return false; }
      void await_suspend(handle self) {
        auto runs_on = self.promise().executor;
        if constexpr (std::is_void_v<U>)
          boost::asio::co_spawn(runs_on, std::move(operand),
                                [this, self](std::exception_ptr e) { end(self, e); });
        else
          boost::asio::co_spawn(runs_on, store(std::move(operand), result),
                                [this, self](std::exception_ptr e) { end(self, e); });
      }
      // A completion handler would be given a U that is made by default where there is none.
      static boost::asio::awaitable<void> store(boost::asio::awaitable<U> from, std::optional<stored>& to) {
        if constexpr (std::is_void_v<U>)
          co_await std::move(from);
        else
          to.emplace(co_await std::move(from));
      }
      U await_resume() {
        if (error) std::rethrow_exception(error);
        if constexpr (!std::is_void_v<U>) return std::move(*result);
      }
      void end(handle self, std::exception_ptr e) {
        error = e;
        self.resume();
      }

      boost::asio::awaitable<U> operand;
      std::exception_ptr error = nullptr;
      std::optional<stored> result = std::nullopt;
    };
    return awaiter{std::move(a)};
  }

  boost::asio::any_io_executor executor;
  std::function<void()> consumer;
  std::exception_ptr error;
  std::optional<T> element;
};

}  // namespace async
