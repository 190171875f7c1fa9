#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/kept_calls.hpp>

#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Hands an error to the handler of suppressed ones.
void suppress(std::exception_ptr error) noexcept;

/// What a task ends with: nothing yet, a value, or an exception.
template <class T>
class result {
  static constexpr bool is_ref = std::is_reference_v<T>;
  using stored = std::conditional_t<is_ref, std::remove_reference_t<T>*, std::remove_cv_t<T>>;
  enum class is : unsigned char { empty, value, error };

 public:
  result() noexcept {}
  result(result const&) = delete;
  result& operator=(result const&) = delete;
  ~result() { reset(); }

  template <class U>
  void set_value(U&& v) {
    reset();
    set_first(std::forward<U>(v));
  }
  /// While there is nothing.
  template <class U>
  void set_first(U&& v) {
    if constexpr (is_ref) {
      T to = static_cast<T>(std::forward<U>(v));  // of a std::reference_wrapper, too
      ::new (static_cast<void*>(&value_)) stored(std::addressof(to));
    } else if constexpr (std::is_arithmetic_v<stored> && std::is_arithmetic_v<std::remove_cvref_t<U>>)
      // Where `co_return 0` is written, the compiler sees that nothing is lost; here it would warn.
      ::new (static_cast<void*>(std::addressof(value_))) stored(static_cast<stored>(v));
    else
      ::new (static_cast<void*>(std::addressof(value_))) stored(std::forward<U>(v));
    state_ = is::value;
  }
  void set_error(std::exception_ptr e) noexcept {
    reset();
    ::new (static_cast<void*>(&error_)) std::exception_ptr(std::move(e));
    state_ = is::error;
  }
  /// The error in flight stays, a later one (of a destructor) is suppressed.
  void add_error(std::exception_ptr e) noexcept {
    if (state_ == is::error)
      suppress(std::move(e));
    else
      set_error(std::move(e));
  }
  /// Takes what `from` holds; if the value's move throws, that becomes the error.
  void move_from(result& from) noexcept {
    if (from.state_ == is::error) {
      set_error(std::move(from.error_));
    } else if (from.state_ == is::value) {
      ASYNC_TRY {
        if constexpr (is_ref)
          set_value(*from.value_);
        else
          set_value(std::move(from.value_));
      } ASYNC_CATCH_ALL {
        set_error(std::current_exception());
      }
    }
  }
  /// The same while there is nothing.
  void move_first(result& from) noexcept {
    if constexpr (is_ref || std::is_nothrow_move_constructible_v<stored>) {
      if (from.state_ == is::value) [[likely]] {
        ::new (static_cast<void*>(std::addressof(value_))) stored(std::move(from.value_));
        state_ = is::value;
        return;
      }
    }
    move_from(from);
  }
  bool failed() const noexcept { return state_ == is::error; }
  std::exception_ptr error() const noexcept {
    return state_ == is::error ? error_ : std::exception_ptr();
  }
  /// Null unless it is a value.
  stored* value() noexcept { return state_ == is::value ? std::addressof(value_) : nullptr; }
  T take() {
    if (state_ == is::error) [[unlikely]] rethrow(error_);
    if constexpr (is_ref)
      return static_cast<T>(*value_);
    else
      return std::move(value_);
  }

 private:
  void reset() noexcept {
    if (state_ == is::value) std::destroy_at(std::addressof(value_));
    if (state_ == is::error) [[unlikely]] destroy_error(error_);
    state_ = is::empty;
  }

  union {
    stored value_;
    std::exception_ptr error_;
  };
  is state_ = is::empty;
};

template <class T>
  requires std::is_void_v<T>
class result<T> {
 public:
  result() noexcept : error_() {}
  result(result const&) = delete;
  result& operator=(result const&) = delete;
  ~result() {
    if (error_) [[unlikely]] destroy_error(error_);
  }
  void set_value() noexcept {}
  void set_error(std::exception_ptr e) noexcept { error_ = std::move(e); }
  void add_error(std::exception_ptr e) noexcept {
    if (error_)
      suppress(std::move(e));
    else
      error_ = std::move(e);
  }
  void move_from(result& from) noexcept { error_ = std::move(from.error_); }
  void move_first(result& from) noexcept {
    if (from.error_) [[unlikely]] error_ = std::move(from.error_);
  }
  bool failed() const noexcept { return static_cast<bool>(error_); }
  std::exception_ptr error() const noexcept { return error_; }
  void take() {
    if (error_) [[unlikely]] rethrow(error_);
  }

 private:
  union {
    std::exception_ptr error_;
  };
};

}  // namespace async::detail
