#pragma once

#include <coroutine>
#include <memory>
#include <type_traits>
#include <utility>

namespace async::detail {

/// A `co_yield` of a `U` needs no object of its own: the operand lives until the coroutine goes on.
template <class T, class U>
inline constexpr bool yields_in_place =
    std::is_reference_v<T>
        ? std::is_convertible_v<std::remove_reference_t<U>*, std::remove_reference_t<T>*>
        : std::is_same_v<std::remove_reference_t<U>, std::remove_cv_t<T>> &&
              !std::is_lvalue_reference_v<U>;

/// What a `co_yield` may be given: an element that cannot be moved is one, too.
template <class T, class U>
concept yieldable = yields_in_place<T, U> || std::is_constructible_v<T, U&&>;

/// Whether a `co_yield` of a `U` is taken by reference: scalars are taken by value, so that they may be bit-fields.
template <class T, class U>
concept yielded_by_reference =
    std::is_constructible_v<T, U&&> &&
    !(std::is_scalar_v<T> && std::is_scalar_v<std::remove_reference_t<U>>);

/// The part of a promise that keeps what was yielded last.
template <class T>
class yielded {
  using object = std::remove_reference_t<T>;

 public:
  /// The element: an lvalue if `T` is one, else an rvalue, to be moved from.
  std::conditional_t<std::is_reference_v<T>, T, T&&> value() const noexcept {
    return static_cast<std::conditional_t<std::is_reference_v<T>, T, T&&>>(*value_);
  }

 protected:
  /// The awaiter of a `co_yield`: `suspend`, and a copy if the operand is not the element itself.
  template <class U, class Awaiter>
  auto keep(U&& operand, Awaiter suspend) noexcept(yields_in_place<T, U>) {
    if constexpr (yields_in_place<T, U&&>) {
      value_ = std::addressof(operand);
      return suspend;
    } else {
      return copied<Awaiter>(suspend, std::forward<U>(operand), *this);
    }
  }

 private:
  template <class Awaiter>
  class copied : public Awaiter {
   public:
    template <class U>
    copied(Awaiter suspend, U&& from, yielded& to)
        : Awaiter(suspend), to_(to), copy_(std::forward<U>(from)) {}
    template <class P>
    auto await_suspend(std::coroutine_handle<P> self) noexcept {
      to_.value_ = std::addressof(copy_);  // here, where it does not move any more
      return Awaiter::await_suspend(self);
    }

   private:
    yielded& to_;
    std::remove_cvref_t<T> copy_;
  };

  object* value_ = nullptr;
};

}  // namespace async::detail
