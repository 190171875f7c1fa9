#pragma once

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

// The protocol that ends an object's life: `async_drop(x)` or `async_drop(x, error)`, found by the
// object's type, and optionally `async_drop_needed(x)`.
namespace async {

/// Says that a member is meant for objects of `T` itself, not of derived classes.
template <class T>
struct exactly {};

}  // namespace async

namespace async::detail::adl {

void async_drop() = delete;
void async_drop_needed() = delete;

template <class T>
concept drops_plainly = requires(T& x) { async_drop(x); };
template <class T>
concept drops_with_error =
    requires(T& x, std::exception_ptr const& error) { async_drop(x, error); };
/// A class that is local to a function cannot define friends: lowered code gives it a member.
template <class T>
concept drops_by_member =
    requires(T& x, std::exception_ptr const& error) { x.asyncc_drop(error); };
/// What lowered code adds where the drop is a task that awaits nothing.
template <class T>
concept drops_now = requires(T& x, std::exception_ptr const& error) {
  x.asyncc_drop_now(exactly<T>(), error);
};
template <class T>
concept drops = drops_plainly<T> || drops_with_error<T> || drops_by_member<T>;
template <class T>
concept has_needed_friend = requires(T const& x) { async_drop_needed(x); };
template <class T>
concept has_needed =
    has_needed_friend<T> || requires(T const& x) { x.asyncc_drop_needed(); };

template <class T>
constexpr bool noexcept_drop() {
  if constexpr (requires { T::asyncc_drop_is_noexcept; })
    return T::asyncc_drop_is_noexcept;
  else if constexpr (drops_by_member<T>)
    return noexcept(std::declval<T&>().asyncc_drop(std::declval<std::exception_ptr const&>()));
  else if constexpr (drops_with_error<T>)
    return noexcept(async_drop(std::declval<T&>(), std::declval<std::exception_ptr const&>()));
  else
    return noexcept(async_drop(std::declval<T&>()));
}

template <class T>
decltype(auto) drop(T& x, [[maybe_unused]] std::exception_ptr const& error) noexcept(
    noexcept_drop<T>()) {
  if constexpr (drops_by_member<T>)
    return x.asyncc_drop(error);
  else if constexpr (drops_with_error<T>)
    return async_drop(x, error);
  else
    return async_drop(x);
}

template <class T>
constexpr bool noexcept_needed() {
  if constexpr (has_needed_friend<T>)
    return noexcept(async_drop_needed(std::declval<T const&>()));
  else
    return noexcept(std::declval<T const&>().asyncc_drop_needed());
}

template <class T>
bool needed(T const& x) noexcept(noexcept_needed<T>()) {
  if constexpr (has_needed_friend<T>)
    return static_cast<bool>(async_drop_needed(x));
  else
    return x.asyncc_drop_needed();
}

}  // namespace async::detail::adl
