#pragma once

#include <async/detail/result_slot.hpp>
#include <async/detail/shield.hpp>

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace async {

namespace detail::adl {

void async_drop() = delete;
void async_drop_needed() = delete;

template <class T>
concept drops_plainly = requires(T& x) { async_drop(x); };
template <class T>
concept drops_with_error =
    requires(T& x, std::exception_ptr const& error) { async_drop(x, error); };

template <class T>
constexpr bool noexcept_drop() {
  if constexpr (drops_with_error<T>)
    return noexcept(async_drop(std::declval<T&>(), std::declval<std::exception_ptr const&>()));
  else if constexpr (!drops_plainly<T>)
    return false;
  else
    return noexcept(async_drop(std::declval<T&>()));
}

template <class T>
decltype(auto) call(T& x, [[maybe_unused]] std::exception_ptr const& error) noexcept(
    noexcept_drop<T>()) {
  if constexpr (drops_with_error<T>)
    return async_drop(x, error);
  else
    return async_drop(x);
}

template <class T>
bool needed(T const& x) noexcept(noexcept(async_drop_needed(x))) {
  return static_cast<bool>(async_drop_needed(x));
}

template <class T>
concept has_needed = requires(T const& x) { async_drop_needed(x); };

}  // namespace detail::adl

/// Whether the life of a `T` ends with an asynchronous drop. False for references and pointers.
template <class T>
inline constexpr bool has_drop = detail::adl::drops_plainly<T> || detail::adl::drops_with_error<T>;
template <class T>
inline constexpr bool has_drop<T const> = has_drop<T>;
template <class T>
inline constexpr bool has_drop<T volatile> = has_drop<T>;
template <class T>
inline constexpr bool has_drop<T const volatile> = has_drop<T>;
template <class T>
inline constexpr bool has_drop<T&> = false;
template <class T>
inline constexpr bool has_drop<T&&> = false;
template <class T>
inline constexpr bool has_drop<T*> = false;

/// Whether this object is to be dropped: false for one that was moved from or closed, if its type
/// can tell.
template <class T>
bool drop_needed(T const& x) {
  if constexpr (detail::adl::has_needed<T>)
    return detail::adl::needed(x);
  else
    return has_drop<T>;
}

/// What `async_drop` returns. `error` is what leaves the scope, or null.
template <class T>
decltype(auto) drop_result(T& x, std::exception_ptr const& error) {
  return detail::adl::call(const_cast<std::remove_cv_t<T>&>(x), error);
}

namespace detail {

template <class T>
class drop_awaiter : public native_awaitable {
  using result = decltype(adl::call(std::declval<T&>(), std::declval<std::exception_ptr const&>()));
  static constexpr bool awaits = !std::is_void_v<result>;
  struct no_operation {};
  template <class R>
  struct operation {
    using type = shield_awaiter<R>;
  };
  using op = typename std::conditional_t<awaits, operation<result>,
                                         std::type_identity<no_operation>>::type;

 public:
  drop_awaiter(T& x, std::exception_ptr const& error) noexcept : object_(x), error_(error) {}
  drop_awaiter(drop_awaiter const&) = delete;
  drop_awaiter& operator=(drop_awaiter const&) = delete;
  ~drop_awaiter() {
    if constexpr (awaits)
      if (begun_) std::destroy_at(std::addressof(op_));
  }

  bool await_ready() {
    if (!drop_needed(object_)) return true;
    if constexpr (!awaits) adl::call(object_, error_);
    return !awaits;
  }
  template <class P>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) {
    if constexpr (awaits) {
      ::new (static_cast<void*>(std::addressof(op_)))
          op(std::in_place, [this]() -> result { return adl::call(object_, error_); });
      begun_ = true;
      return op_.await_suspend(self);
    } else {
      return self;
    }
  }
  void await_resume() {
    if constexpr (awaits)
      if (begun_) static_cast<void>(op_.await_resume());
  }

 private:
  T& object_;
  std::exception_ptr const& error_;
  union {
    op op_;
  };
  bool begun_ = false;
};

}  // namespace detail

namespace detail {
/// In a template whose argument turned out to have no drop.
struct nothing_to_drop : native_awaitable {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
}  // namespace detail

/// Awaited in a library coroutine, drops `x` if that is needed, shielded from stop requests. `x`
/// and `error` must outlive the await.
template <class T>
auto dropping(T& x, std::exception_ptr const& error) {
  if constexpr (!has_drop<T>)
    return detail::nothing_to_drop{};
  else
    return detail::drop_awaiter<std::remove_cv_t<T>>(const_cast<std::remove_cv_t<T>&>(x), error);
}

/// Takes an error that must not replace one in flight. May be called on any thread; one that
/// throws ends the program.
using suppressed_exception_handler = void (*)(std::exception_ptr);

/// Sets the handler of the process and returns the former one. Null restores the default, which
/// writes one line to stderr. Thread-safe.
suppressed_exception_handler set_suppressed_exception_handler(
    suppressed_exception_handler h) noexcept;

namespace detail {
void suppress(std::exception_ptr error) noexcept;
void drop_failed(std::exception_ptr& first, bool is_noexcept) noexcept;
}  // namespace detail

/// Called in a handler for an exception that the drop of a `T` threw: it becomes `first`, or goes
/// to the suppressed handler if there is a first one. Ends the program if the drop is noexcept.
template <class T>
void drop_failed(std::exception_ptr& first) noexcept {
  detail::drop_failed(first, detail::adl::noexcept_drop<std::remove_cv_t<T>>());
}

/// Drops `x` at the end of a scope of a function that cannot await; for drops that need no await.
/// An error of the drop is thrown, or suppressed while another exception leaves the scope.
template <class T>
class [[nodiscard]] drop_guard {
 public:
  explicit drop_guard(T& x) noexcept : object_(x), exceptions_(std::uncaught_exceptions()) {}
  drop_guard(drop_guard const&) = delete;
  drop_guard& operator=(drop_guard const&) = delete;
  /// The object was handed on; its life does not end here.
  void dismiss() noexcept { armed_ = false; }
  ~drop_guard() noexcept(false) {
    if (!armed_) return;
    if (std::uncaught_exceptions() == exceptions_) {
      try {
        drop(nullptr);
      } catch (...) {
        if (detail::adl::noexcept_drop<std::remove_cv_t<T>>()) std::terminate();
        throw;
      }
    } else {
      try {
        drop(std::current_exception());
      } catch (...) {
        std::exception_ptr first = std::make_exception_ptr(0);
        drop_failed<T>(first);
      }
    }
  }

 private:
  void drop([[maybe_unused]] std::exception_ptr const& error) {
    if constexpr (has_drop<T>)
      if (drop_needed(object_)) static_cast<void>(drop_result(object_, error));
  }

  T& object_;
  int exceptions_;
  bool armed_ = true;
};

/// For a type without a drop there is nothing to do.
template <class T>
  requires(!has_drop<T>)
class drop_guard<T> {
 public:
  explicit drop_guard(T&) noexcept {}
  drop_guard(drop_guard const&) = delete;
  drop_guard& operator=(drop_guard const&) = delete;
  ~drop_guard() {}  // no trivial one, or compilers would call the guard unused
  void dismiss() noexcept {}
};

}  // namespace async
