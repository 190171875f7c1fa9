#pragma once

#include <async/detail/awaited.hpp>
#include <async/detail/drop_glue.hpp>

#include <concepts>
#include <exception>
#include <coroutine>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

template <class T, class C>
inline constexpr bool names_reference = false;
template <class T, template <class...> class C, class... Args>
inline constexpr bool names_reference<T, C<Args...>> = (std::is_same_v<T&, Args> || ...);

/// What is kept for a coroutine that returns a `C` if awaiting it gives a `T`.
template <class T, class C>
struct slotted {
  using type = std::remove_cvref_t<T>;
};
// A reference that is the result, not one to what the promise has copied: that takes a temporary.
template <class T, class C>
  requires(names_reference<T, C> ||
           !requires(typename std::coroutine_traits<C>::promise_type& p) { p.return_value(std::declval<T>()); })
struct slotted<T&, C> {
  using type = T&;
};
template <class C>
using slotted_t = typename slotted<awaited_t<C>, C>::type;

}  // namespace detail

/// Keeps the operand of a `co_return` while the drops of the scopes that it leaves are awaited.
/// `Coroutine` is the declared result of the coroutine. Used by lowered code.
template <class Coroutine, class T = detail::slotted_t<Coroutine>>
class result_slot {
 public:
  /// A later value replaces an earlier one, whose way out was cut off by an error.
  void set(T value) { value_.emplace(std::move(value)); }
  /// What makes one explicitly, as promises that take anything do.
  template <class U>
    requires(!std::is_convertible_v<U, T> && std::is_constructible_v<T, U>)
  void set(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  /// `operand, slot.from_left()` is `slot.set(operand)` where the operand may turn out to be void.
  auto from_left() noexcept { return left_of{this}; }
  T take() { return std::move(*value_); }

 private:
  struct left_of {
    result_slot* slot;
    template <class U>
    friend void operator,(U&& value, left_of to) {
      to.slot->set(std::forward<U>(value));
    }
  };
  // A value that an error keeps from being returned ends here.
  friend decltype(auto) async_drop(result_slot& self, std::exception_ptr const& error) noexcept(
      detail::noexcept_drop<T>())
    requires detail::dropped<T>
  {
    return detail::drop_of(*self.value_, error);
  }
  friend bool async_drop_needed(result_slot const& self)
    requires detail::dropped<T>
  {
    return self.value_ && detail::needs_drop(*self.value_);
  }

  std::optional<T> value_;
};

/// In a template a result may turn out to be void.
template <class Coroutine, class T>
  requires std::is_void_v<T>
class result_slot<Coroutine, T> {
 public:
  template <class U>
  void set(U&&) noexcept {}
  void from_left() noexcept {}
  void take() noexcept {}
};

template <class Coroutine, class T>
class result_slot<Coroutine, T&> {
 public:
  void set(T& value) noexcept { value_ = std::addressof(value); }
  auto from_left() noexcept { return left_of{this}; }
  T& take() noexcept { return *value_; }

 private:
  struct left_of {
    result_slot* slot;
    friend void operator,(T& value, left_of to) noexcept { to.slot->set(value); }
  };
  T* value_ = nullptr;
};

}  // namespace async
