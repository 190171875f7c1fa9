#pragma once

#include <utility>

namespace async {

namespace detail {

template <class U>
struct or_leave_request {
  U&& value;
  /// Of a generator that does not know of it.
  operator U&&() const noexcept { return static_cast<U&&>(value); }
};

/// What a generator's yield gives that asks: whether it is abandoned.
struct [[nodiscard]] leaves {
  bool value;
  explicit operator bool() const noexcept { return value; }
};

}  // namespace detail

/// Used by lowered code, where objects with a drop live: `co_yield async::or_leave(x)` gives whether the
/// stream or generator is abandoned, and is to end as by `co_return`.
template <class U>
detail::or_leave_request<U> or_leave(U&& value) noexcept {
  return {static_cast<U&&>(value)};
}

/// `(co_yield async::or_leave(x), async::stays())` in a blocking mode, whose generators may be of another library: those
/// are destroyed where they stand.
struct stays {
  explicit operator bool() const noexcept { return false; }
  friend detail::leaves operator,(detail::leaves given, stays) noexcept { return given; }
};

}  // namespace async
