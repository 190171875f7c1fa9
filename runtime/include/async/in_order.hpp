#pragma once

#include <type_traits>

namespace async {
namespace detail {

template <class T>
class held {
 public:
  explicit constexpr held(T&& x) noexcept : x_(static_cast<T&&>(x)) {}
  constexpr T&& get() const noexcept { return static_cast<T&&>(x_); }

 private:
  T&& x_;
};

}  // namespace detail

/// `in_order(x).get()` is `x`. In a coroutine g++ 12 evaluates all that makes an object of a class, in
/// the order in which it is written, and only then the rest of a statement; so what lowered code wraps
/// keeps its place among them. The result refers to \p x.
template <class T>
constexpr detail::held<T> in_order(T&& x) noexcept {
  return detail::held<T>(static_cast<T&&>(x));
}

template <class T>
struct holder {
  T value;
};
/// `holding(x).value` is `x`, or an object that is made of it: a reference to a member of that keeps it alive.
template <class T>
constexpr holder<T> holding(T&& x) {
  return {static_cast<T&&>(x)};
}

/// What `p->` refers to now: a pointer, or what the operator of \p p gives.
template <class P>
constexpr decltype(auto) target_of(P&& p) {
  if constexpr (requires { static_cast<P&&>(p).operator->(); })
    return static_cast<P&&>(p).operator->();
  else
    return std::decay_t<P>(static_cast<P&&>(p));
}

/// The value of a number or pointer as it is now; any other object itself.
template <class T>
constexpr std::conditional_t<std::is_scalar_v<T>, std::remove_cv_t<T>, T&> value_of(T& x) {
  return x;
}

namespace detail {
template <class T>
struct kept {
  using type = T;
};
template <class T>
struct kept<T const&> {
  using type = T;
};
template <class T>
struct kept<T&&> {
  using type = T;
};
}  // namespace detail

/// What a function returns for an expression of type `T` whose temporaries die with the function: an
/// object where the expression may refer to one of them.
template <class T>
using kept_t = typename detail::kept<T>::type;

}  // namespace async
