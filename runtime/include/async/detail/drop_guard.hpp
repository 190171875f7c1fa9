#pragma once

#include <async/detail/drop_glue.hpp>
#include <async/detail/exceptions.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

/// Stands for an error that leaves a scope where nobody is given it: a destructor does not see the exception that is on
/// its way, but what the parts of an owner throw is suppressed at once.
inline std::exception_ptr const& error_unseen() {
  static std::exception_ptr const error = std::make_exception_ptr(0);
  return error;
}

}  // namespace detail

/// Drops `x` early if that is needed: `async::drop(x)` where nothing can be awaited.
template <class T>
void dropping_now(T& x, [[maybe_unused]] std::exception_ptr const& error = detail::no_error) {
  if constexpr (detail::dropped<T>) {
    static_assert(std::is_void_v<detail::drop_result_of<std::remove_cv_t<T>>>,
                  "an object whose async drop has to be awaited ends in blocking code");
    if (detail::needs_drop(x)) static_cast<void>(detail::drop_of(detail::mutable_part(x), error));
  }
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
  /// An assignment makes the object one that is to be dropped.
  void revive() noexcept { armed_ = true; }
  /// Drops now, not at the end of the scope.
  void now() {
    if (std::exchange(armed_, false)) drop(error_);
  }
  /// In a handler around the scope: what leaves it goes on, and a drop that takes it is given it.
  [[noreturn]] void rethrow() {
    error_ = std::current_exception();
    ASYNC_RETHROW;
    __builtin_unreachable();
  }
  ~drop_guard() noexcept(false) {
    if (!armed_) return;
    if (std::uncaught_exceptions() == exceptions_) {
      ASYNC_TRY {
        drop(error_);
      } ASYNC_CATCH_ALL {
        if (detail::noexcept_drop<std::remove_cv_t<T>>()) std::terminate();
        ASYNC_RETHROW;
      }
    } else {
      ASYNC_TRY {
        drop(error_ ? error_ : detail::error_unseen());
      } ASYNC_CATCH_ALL {
        std::exception_ptr first = detail::error_unseen();
        drop_failed<T>(first);
      }
    }
  }

 private:
  void drop(std::exception_ptr const& error) { dropping_now(object_, error); }

  T& object_;
  std::exception_ptr error_;
  int exceptions_;
  bool armed_ = true;
};

template <class T>
drop_guard(T&) -> drop_guard<T>;

/// For a type without a drop there is nothing to do.
template <class T>
  requires(!detail::dropped<T>)
class drop_guard<T> {
 public:
  explicit drop_guard(T&) noexcept {}
  drop_guard(drop_guard const&) = delete;
  drop_guard& operator=(drop_guard const&) = delete;
  ~drop_guard() {}  // no trivial one, or compilers would call the guard unused
  void dismiss() noexcept {}
  void now() noexcept {}
  void revive() noexcept {}
  [[noreturn]] void rethrow() {
    ASYNC_RETHROW;
    __builtin_unreachable();
  }
};

}  // namespace async
