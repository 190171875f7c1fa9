#pragma once

#include <async/detail/captures.hpp>
#include <async/detail/closure_temporary.hpp>
#include <async/detail/drop_awaiter.hpp>
#include <async/detail/drop_cycle.hpp>
#include <async/detail/drop_endings.hpp>
#include <async/detail/drop_glue.hpp>
#include <async/detail/drop_guard.hpp>
#include <async/detail/drop_places.hpp>
#include <async/detail/replaced.hpp>
#include <async/detail/result_slot.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace async {

/// Whether the life of a `T` ends with an asynchronous drop: one of its own (marked, or by the
/// protocol), or that of what it owns. cv is ignored; false for references and pointers.
template <class T>
inline constexpr bool has_drop = detail::dropped<T>;

/// Whether a coroutine that returns a `C` ends with a value.
template <class C>
inline constexpr bool gives_value =
    !requires(typename std::coroutine_traits<C>::promise_type& p) { p.return_void(); };

using detail::failing;
using detail::failure;

namespace detail {
template <class T>
struct switched_on {
  using type = T;
};
template <class T>
  requires(!std::is_integral_v<T> && !std::is_enum_v<T>)
struct switched_on<T> {
  static_assert(requires { +std::declval<T>(); },
                "this switch converts an object to a scoped enumeration: write the conversion out");
  using type = decltype(+std::declval<T>());
};
}  // namespace detail

/// What `switch` makes of a `T`: of a class, the integer that it converts to. Used by lowered code.
template <class T>
using switched = typename detail::switched_on<std::remove_cvref_t<T>>::type;

/// Whether this object is to be dropped: false for one that was moved from or closed, if its type
/// can tell.
template <class T>
bool drop_needed(T const& x) {
  return detail::needs_drop(x);
}

/// What keeps drops awaitable in coroutines of the type `R` that were cancelled, where that type needs help: awaited,
/// `throws()` tells whether a cancellation makes awaits fail, `throws(yes)` sets it, and `failure(drop)` awaits a drop and
/// gives its error. Used by lowered code.
template <class R>
struct drop_shield;
template <class R>
concept shields_drops = requires { drop_shield<R>::throws(); };

/// The awaitable that drops `x`, or void if the drop needs no await. `error` is what leaves the
/// scope, or null; it must outlive the await.
template <class T>
decltype(auto) drop_result(T& x, std::exception_ptr const& error = detail::no_error) {
  return detail::drop_of(detail::mutable_part(x), error);
}

/// Awaited in a library coroutine, drops `x` if that is needed, shielded from stop requests. `x`
/// and `error` must outlive the await.
template <class T>
auto dropping(T& x, std::exception_ptr const& error = detail::no_error) {
  if constexpr (!has_drop<T>)
    return detail::nothing_to_drop{};
  else if constexpr (detail::adl::drops_now<std::remove_cv_t<T>>)
    return detail::drop_now_request<std::remove_cv_t<T>>(detail::mutable_part(x), error);
  else if constexpr (detail::drops_in_task<std::remove_cv_t<T>>)
    return detail::task_drop<std::remove_cv_t<T>>(detail::mutable_part(x), error);
  else
    return detail::drop_request<std::remove_cv_t<T>>(detail::mutable_part(x), error);
}

/// The same for the range of a `for co_await` that somebody else owns: only if `x` can tell afterwards that
/// it was dropped.
template <class T>
auto dropping_walked(T& x, std::exception_ptr const& error = detail::no_error) {
  if constexpr (detail::adl::has_needed<T>)
    return dropping(x, error);
  else
    return detail::nothing_to_drop{};
}

/// `co_await async::drop(x)` drops `x` early, exactly once. asyncc sees to it that the end of the scope
/// does not do it again; for an object that is no local variable its predicate does.
template <class T>
[[nodiscard]] auto drop(T& x) {
  return dropping(x);
}

/// Gives up the obligation to drop `x`: a local variable or parameter of the same coroutine (asyncc
/// lowers that call), or an object whose predicate is false once it was moved from, which it is then. One of the
/// standard library's owners gives up what it owns.
template <class T>
void release(T& x) {
  if constexpr (has_drop<T>) {
    if constexpr (detail::how_owned<std::remove_cv_t<T>>() == detail::owns::itself) {
      static_assert(detail::adl::has_needed<T>,
                    "async::release(x) needs a drop with a predicate, or a local variable x");
      static_cast<void>(T(std::move(x)));
    } else {
      detail::for_owned(x, [](auto& part) { async::release(part); });
    }
  }
}

template <class T>
void release(obligation<T>& owed) noexcept {
  owed.release();
}

namespace detail {
struct borrowed {};
inline constexpr borrowed not_a_part{};
}  // namespace detail
/// A member, as one of an object's parts: if what a template declares as a `Declared` is a reference, it names what
/// somebody else drops.
template <class Declared, class T>
auto& own_part(T& member) noexcept {
  if constexpr (std::is_reference_v<Declared>)
    return detail::not_a_part;
  else
    return member;
}

/// What that of parts of these types is: void, if none of them awaits.
template <class... Parts>
using parts_result = detail::glue_over<Parts...>;

/// The drop of an object by those of its parts, in this order. `leaving` is the scope's error. Used by
/// lowered code; the parts must outlive what is returned.
template <class... Parts>
decltype(auto) drop_parts(std::exception_ptr const& leaving, Parts&... parts) {
  return detail::drop_list(leaving, parts...);
}
/// The same for a class that contains objects of itself, where the type cannot be deduced.
template <class... Parts>
task<void> drop_parts_in_task(std::exception_ptr const& leaving, Parts&... parts) {
  return detail::drop_listed<task<void>>(leaving, nullptr, parts...);
}

/// The same with a result that is said: void, or another coroutine type.
template <class Coroutine, class... Parts>
Coroutine drop_parts_in(std::exception_ptr const& leaving, Parts&... parts) {
  if constexpr (std::is_void_v<Coroutine>)
    return detail::drop_listed_now(leaving, parts...);
  else
    return detail::drop_listed<Coroutine>(leaving, nullptr, parts...);
}

/// The same for an object with a drop of its own, which comes first: `own(x, leaving)` if `needed(x)`.
template <class T, class Own, class Needed, class... Parts>
decltype(auto) drop_own_first(T& x, Own own, Needed needed, std::exception_ptr const& leaving,
                              Parts&... parts) {
  using coroutine = detail::glue_t<decltype(own(x, leaving)),
                                   typename detail::result_of_drop<Parts>::type...>;
  if constexpr (std::is_void_v<coroutine>)
    return detail::drop_own_first_now(x, own, needed, leaving, parts...);
  else
    return detail::drop_own_first_in<coroutine>(x, own, needed, leaving, parts...);
}

/// The same as a task, whatever the parts are.
template <class T, class Own, class Needed, class... Parts>
task<void> drop_own_first_in_task(T& x, Own own, Needed needed, std::exception_ptr const& leaving,
                                  Parts&... parts) {
  return detail::drop_own_first_in<task<void>>(x, own, needed, leaving, parts...);
}

/// The same with a result that is said.
template <class Coroutine, class T, class Own, class Needed, class... Parts>
Coroutine drop_own_first_in(T& x, Own own, Needed needed, std::exception_ptr const& leaving,
                            Parts&... parts) {
  if constexpr (std::is_void_v<Coroutine>)
    return detail::drop_own_first_now(x, own, needed, leaving, parts...);
  else
    return detail::drop_own_first_in<Coroutine>(x, own, needed, leaving, parts...);
}

/// The same for a class that overrides the drop of a base whose parts have drops: `base(x, leaving)`
/// drops those at last.
template <class T, class Own, class Needed, class Base, class... Parts>
decltype(auto) drop_own_then_base(T& x, Own own, Needed needed, Base base,
                                  std::exception_ptr const& leaving, Parts&... parts) {
  using coroutine = detail::glue_t<decltype(own(x, leaving)), decltype(base(x, leaving)),
                                   typename detail::result_of_drop<Parts>::type...>;
  if constexpr (std::is_void_v<coroutine>)
    return detail::drop_own_then_base_now(x, own, needed, base, leaving, parts...);
  else
    return detail::drop_own_then_base_in<coroutine>(x, own, needed, base, leaving, parts...);
}

/// The same for a class derived from one with a virtual drop that it does not override: its parts, then
/// its base.
template <class, class T, class Base, class Needed, class... Parts>
decltype(auto) drop_base_last(T& x, Base base, Needed needed, std::exception_ptr const& leaving,
                              Parts&... parts) {
  using coroutine = detail::glue_t<decltype(base(x, leaving)),
                                   typename detail::result_of_drop<Parts>::type...>;
  if constexpr (std::is_void_v<coroutine>)
    return detail::drop_base_last_now(x, base, needed, leaving, parts...);
  else
    return detail::drop_base_last_in<coroutine>(x, base, needed, leaving, parts...);
}

/// A drop without its result: overriders need not agree on one.
template <class T>
task<void> discarding(task<T> drop) {
  static_cast<void>(co_await std::move(drop));
}

/// Called in a handler: what was thrown leaves the scope, unless an error is in flight already.
inline void drop_caught(std::exception_ptr& first) noexcept { detail::drop_failed(first, false); }

/// Takes an error that must not replace one in flight. May be called on any thread; one that
/// throws ends the program.
using suppressed_exception_handler = void (*)(std::exception_ptr);

/// Sets the handler of the process and returns the former one. Null restores the default, which
/// writes one line to stderr. Thread-safe.
suppressed_exception_handler set_suppressed_exception_handler(
    suppressed_exception_handler h) noexcept;

}  // namespace async
