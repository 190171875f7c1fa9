#pragma once

#include <async/detail/drop_glue.hpp>
#include <async/detail/foreign.hpp>
#include <async/detail/promise.hpp>
#include <async/detail/shield.hpp>

#include <coroutine>
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Drops an object, if that is needed, shielded from stop requests. Made in the task that awaits it.
template <class T, class R = drop_result_of<T>>
class drop_awaiter {
 public:
  static constexpr bool is_noexcept = noexcept_drop<T>();
  /// Whether only the object can tell that it is to be dropped.
  static constexpr bool asks = how_owned<T>() != owns::itself || adl::has_needed<T>;

  drop_awaiter(T& x, std::exception_ptr const& error, context& c) noexcept(is_noexcept && !asks) {
    if (!needs_drop(x)) return;
    ::new (static_cast<void*>(std::addressof(operand_)))
        shielded_awaiter<R>(c, [&]() -> R { return drop_of(x, error); });
    if constexpr (asks) begun_.value = true;
  }
  drop_awaiter(drop_awaiter const&) = delete;
  drop_awaiter& operator=(drop_awaiter const&) = delete;
  ~drop_awaiter() {
    if (begun_.get()) std::destroy_at(std::addressof(operand_));
  }

  bool await_ready() noexcept(is_noexcept) {
    return !begun_.get() || operand_.await_ready();
  }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) noexcept(is_noexcept) {
    return operand_.await_suspend(self);
  }
  void await_resume() noexcept(is_noexcept) {
    if (begun_.get()) static_cast<void>(operand_.await_resume());
  }

 private:
  struct always {
    static constexpr bool get() noexcept { return true; }
  };
  struct flag {
    bool get() const noexcept { return value; }
    bool value = false;
  };

  union {
    shielded_awaiter<R> operand_;
  };
  [[no_unique_address]] std::conditional_t<asks, flag, always> begun_;
};

/// A drop that needs no await, called.
template <class T>
class drop_awaiter<T, void> {
 public:
  drop_awaiter(T& x, std::exception_ptr const& error, context& c) {
    if (!needs_drop(x)) return;
    shield const hidden(c);
    drop_of(x, error);
  }
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

/// What is to be dropped, and what is leaving its scope if the drop wants to know.
template <class T>
struct ending {
  T& object;
  std::exception_ptr const& error;
  ending(T& x, std::exception_ptr const& e) noexcept : object(x), error(e) {}
};
template <class T>
  requires(how_owned<T>() == owns::itself && adl::drops_plainly<T> && !adl::drops_with_error<T> &&
           !adl::drops_by_member<T>)
struct ending<T> {
  T& object;
  static constexpr std::exception_ptr const& error = no_error;
  ending(T& x, std::exception_ptr const&) noexcept : object(x) {}
};

/// A drop that could be a task, but is called.
template <class T>
struct drop_now_request : native_awaitable, ending<T> {
  static constexpr bool ends_at_once = true;
  using ending<T>::ending;
  std::suspend_never on_await(context& c) const
      noexcept(noexcept_drop<T>() && !adl::has_needed<T>) {
    if (needs_drop(this->object)) {
      shield const hidden(c);
      this->object.asyncc_drop_now(exactly<T>(), this->error);
    }
    return {};
  }
};

/// A drop that is a task. Most end without suspending: it runs on top of the awaiting coroutine, which
/// suspends only if the drop does. The owner of its frame stays outside of the awaiter, whose address
/// is known to others: that allows a compiler to put the frame into the awaiting one.
template <class U, bool IsNoexcept>
class task_drop_awaiter {
 public:
  [[gnu::always_inline]] task_drop_awaiter(std::coroutine_handle<promise<U>> drop,
                                           context& c) noexcept(IsNoexcept) {
    if (!drop) return;
    c.settle();
    seen_stop const seen = c.stop;
    c.stop = seen.hidden();
    if (c.run_inline(drop)) {
      c.stop = seen;
      if (drop.promise().outcome.failed()) [[unlikely]] rethrow(drop);
    } else {
      suspended_ = suspended(drop, static_cast<bool>(seen));
    }
  }
  bool await_ready() const noexcept { return !suspended_; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> parent) noexcept {
    suspended_.drop().promise().continuation = parent;
  }
  void await_resume() noexcept(IsNoexcept) {
    if (!suspended_) return;
    std::coroutine_handle<promise<U>> const drop = suspended_.drop();
    if (suspended_.hides()) drop.promise().ctx->stop.show();
    if (drop.promise().outcome.failed()) [[unlikely]] rethrow(drop);
  }

 private:
  [[noreturn, gnu::cold, gnu::noinline]] static void rethrow(
      std::coroutine_handle<promise<U>> drop) {
    std::rethrow_exception(drop.promise().outcome.error());
  }

  /// The drop, and whether it is for its awaiter to show what was hidden: in one word of the frame.
  class suspended {
   public:
    suspended() noexcept = default;
    suspended(std::coroutine_handle<promise<U>> h, bool hides) noexcept
        : bits_(reinterpret_cast<std::uintptr_t>(h.address()) | std::uintptr_t{hides}) {}
    explicit operator bool() const noexcept { return bits_ != 0; }
    bool hides() const noexcept { return bits_ & 1; }
    std::coroutine_handle<promise<U>> drop() const noexcept {
      return std::coroutine_handle<promise<U>>::from_address(
          reinterpret_cast<void*>(bits_ & ~std::uintptr_t{1}));
    }

   private:
    std::uintptr_t bits_ = 0;
  };

  suspended suspended_;
};

/// Not derived from `native_awaitable`, which the task is: two empty bases of a type cost a word.
template <class U, bool IsNoexcept>
class task_drop_request {
 public:
  static constexpr bool is_native_awaitable = true;

  task_drop_request() noexcept = default;
  explicit task_drop_request(task<U> t) noexcept : drop_(std::move(t)) {}
  [[gnu::always_inline]] task_drop_awaiter<U, IsNoexcept> on_await(context& c) const
      noexcept(IsNoexcept) {
    return {drop_.frame(), c};
  }

 private:
  task<U> drop_;
};

template <class T, class R>
struct drop_request_for {};
template <class T, class U>
struct drop_request_for<T, task<U>> {
  using type = task_drop_request<U, noexcept_drop<T>()>;
};

template <class T>
concept drops_in_task =
    dropped<T> && requires { typename drop_request_for<T, drop_result_of<T>>::type; };

template <class T>
auto task_drop(T& x, std::exception_ptr const& error) {
  using request = typename drop_request_for<T, drop_result_of<T>>::type;
  if constexpr (how_owned<T>() != owns::itself || adl::has_needed<T>)
    if (!needs_drop(x)) return request();
  return request(drop_of(x, error));
}

/// What `dropping(x)` is; the promise of a library coroutine makes an awaiter from it.
template <class T>
struct drop_request : native_awaitable, ending<T> {
  using ending<T>::ending;
  drop_awaiter<T> on_await(context& c) const { return {this->object, this->error, c}; }
};

template <class R, class T>
R drop_in_coroutine_of(T& x, std::exception_ptr const& error) {
  if (needs_drop(x)) static_cast<void>(co_await drop_of(x, error));
}

/// A drop whose result is another library's coroutine is one of those, too, so that they can await it.
template <class T>
  requires foreign_coroutine<without_value_t<drop_result_of<T>>>
struct drop_request<T> : without_value_t<drop_result_of<T>> {
  using coroutine = without_value_t<drop_result_of<T>>;
  T& object;
  std::exception_ptr const& error;
  drop_request(T& x, std::exception_ptr const& e)
      : coroutine(drop_in_coroutine_of<coroutine>(x, e)), object(x), error(e) {}
  drop_awaiter<T> on_await(context& c) const { return {object, error, c}; }
};

/// In a template whose argument turned out to have no drop.
struct nothing_to_drop : native_awaitable {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

}  // namespace async::detail
