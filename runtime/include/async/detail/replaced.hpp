#pragma once

#include <async/detail/drop_glue.hpp>
#include <async/detail/exceptions.hpp>

#include <concepts>
#include <tuple>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

/// Calls `f` for each object that one of the standard library's owners owns.
template <class T, class F>
void for_owned(T& x, F f) {
  constexpr owns how = how_owned<std::remove_cv_t<T>>();
  if constexpr (how == owns::array || how == owns::range) {
    for (auto& each : x) f(mutable_part(each));
  } else if constexpr (how == owns::pair || how == owns::tuple) {
    std::apply([&](auto&... parts) { (f(mutable_part(parts)), ...); }, x);
  } else if constexpr (how == owns::optional || how == owns::pointer) {
    if (x) f(mutable_part(*x));
  } else if constexpr (how == owns::variant) {
    if (!x.valueless_by_exception()) visit([&](auto& part) { f(mutable_part(part)); }, x);
  } else {
    if (!x.has_value())
      f(x.error());
    else if constexpr (!std::is_void_v<typename T::value_type>)
      f(*x);
  }
}

/// Lets an object count as dropped, if its type can tell: once it was moved from its predicate is false.
template <class T>
void count_as_dropped(T& x) noexcept {
  if constexpr (dropped<T>) {
    if constexpr (how_owned<T>() != owns::itself) {
      for_owned(x, [](auto& part) { detail::count_as_dropped(part); });
    } else if constexpr (adl::has_needed<T> && std::move_constructible<T>) {
      ASYNC_TRY {
        if (needs_drop(x)) static_cast<void>(T(std::move(x)));
      } ASYNC_CATCH_ALL {
      }
    }
  }
}

}  // namespace detail

/// An object whose old value is dropped, to be assigned then. If that fails the value counts as dropped, also if its
/// predicate is true yet. Used by lowered code.
template <class T>
class replaced {
 public:
  explicit replaced(T& x) noexcept : object_(x) {}
  replaced(replaced const&) = delete;
  replaced& operator=(replaced const&) = delete;
  ~replaced() {
    if (!is_dropped_) detail::count_as_dropped(object_);
  }
  void dropped() noexcept { is_dropped_ = true; }

 private:
  T& object_;
  bool is_dropped_ = false;
};

}  // namespace async
