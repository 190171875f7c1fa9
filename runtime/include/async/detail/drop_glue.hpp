#pragma once

#include <async/detail/drop_owner.hpp>
#include <async/detail/exceptions.hpp>
#include <async/task.hpp>

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>

// Drops of what has parts. All parts are dropped, whatever fails; the first error is thrown, later
// ones are suppressed. If no part awaits, nothing here does. Otherwise the glue is a coroutine: of the
// parts' own coroutine type if they agree on one that is not the library's, else a task.
namespace async {

namespace detail {

extern std::exception_ptr const no_error;

void suppress(std::exception_ptr error) noexcept;
void drop_failed(std::exception_ptr& first, bool is_noexcept) noexcept;

template <class T>
constexpr bool noexcept_drop() {
  if constexpr (adl::drops<T>)
    return adl::noexcept_drop<T>();
  else if constexpr (how_owned<T>() == owns::optional || how_owned<T>() == owns::pointer)
    return noexcept_drop<std::remove_cvref_t<decltype(*std::declval<T&>())>>();
  else
    return false;
}

}  // namespace detail

/// Called in a handler for an exception that the drop of a `T` threw: it becomes `first`, or goes
/// to the suppressed handler if there is a first one. Ends the program if the drop is noexcept.
template <class T>
void drop_failed(std::exception_ptr& first) noexcept {
  detail::drop_failed(first, detail::noexcept_drop<std::remove_cv_t<T>>());
}

namespace detail {

template <class T>
decltype(auto) drop_of(T& x, std::exception_ptr const& error);
template <class T>
bool needs_drop(T const& x);
template <class T>
using drop_result_of =
    decltype(drop_of(std::declval<T&>(), std::declval<std::exception_ptr const&>()));

template <class T>
struct result_of_drop {
  using type = void;
};
template <class T>
  requires dropped<T>
struct result_of_drop<T> {
  using type = drop_result_of<std::remove_cv_t<T>>;
};

/// What has coroutines of its own, whose promise, and the frame around it, can be made without their arguments.
template <class R>
concept foreign_coroutine =
    !is_native<R> && requires(typename std::coroutine_traits<R>::promise_type& p) {
      p.return_void();
      new typename std::coroutine_traits<R>::promise_type;
    };

/// `R`, or where its coroutines give a value the same without one: what a drop gives is discarded.
template <class R>
struct without_value {
  using type = R;
};
template <template <class, class...> class C, class Value, class... More>
  requires(!is_native<C<Value, More...>> && !foreign_coroutine<C<Value, More...>> &&
           foreign_coroutine<C<void, More...>>)
struct without_value<C<Value, More...>> {
  using type = C<void, More...>;
};

template <class R>
using without_value_t = typename without_value<R>::type;

/// The coroutine type of glue over parts with these results; void if no part awaits.
template <class... Rs>
struct glue {
  using type = void;
};
template <class... Rs>
struct glue<void, Rs...> : glue<Rs...> {};
template <class R, class... Rs>
struct glue<R, Rs...> {
  using own = without_value_t<R>;
  using type = std::conditional_t<
      foreign_coroutine<own> &&
          ((std::is_same_v<own, without_value_t<Rs>> || std::is_void_v<Rs>) && ...),
      own, task<void>>;
};
template <class... Rs>
using glue_t = typename glue<Rs...>::type;
template <class... Ts>
using glue_over = glue_t<typename result_of_drop<Ts>::type...>;

template <class T>
std::remove_cv_t<T>& mutable_part(T& x) noexcept {
  return const_cast<std::remove_cv_t<T>&>(x);
}

/// Called in a handler for what a part threw. If an error is leaving the scope already, this one is
/// suppressed; else it is kept.
template <class Part>
void part_failed(std::exception_ptr const& leaving, std::exception_ptr& first) noexcept {
  if (!leaving) return async::drop_failed<Part>(first);
  std::exception_ptr other = leaving;
  async::drop_failed<Part>(other);
}

/// One part: it runs, and what it throws is kept.
template <class Part>
void drop_part_now(Part& part, std::exception_ptr const& leaving,
                   std::exception_ptr& error) noexcept {
  if constexpr (dropped<Part>) ASYNC_TRY {
      if (needs_drop(part))
        static_cast<void>(drop_of(mutable_part(part), leaving ? leaving : error));
    } ASYNC_CATCH_ALL {
      part_failed<Part>(leaving, error);
    }
}

inline void throw_first(std::exception_ptr& error) {
  if (error) std::rethrow_exception(std::move(error));
}

template <class Iterator>
void drop_range_now(Iterator first, Iterator last, std::exception_ptr const& leaving) {
  std::exception_ptr error;
  for (; first != last; ++first) drop_part_now(*first, leaving, error);
  throw_first(error);
}

template <class Coroutine, class Iterator>
Coroutine drop_range(Iterator first, Iterator last, std::exception_ptr const& leaving) {
  std::exception_ptr error;
  for (; first != last; ++first) {
    auto& part = mutable_part(*first);
    ASYNC_TRY {
      if (needs_drop(part)) static_cast<void>(co_await drop_of(part, leaving ? leaving : error));
    } ASYNC_CATCH_ALL {
      part_failed<std::remove_reference_t<decltype(part)>>(leaving, error);
    }
  }
  throw_first(error);
}

template <class Iterator>
decltype(auto) drop_elements(Iterator first, Iterator last, std::exception_ptr const& leaving) {
  using coroutine = glue_over<std::remove_reference_t<decltype(*first)>>;
  if constexpr (std::is_void_v<coroutine>)
    return drop_range_now(first, last, leaving);
  else
    return drop_range<coroutine>(first, last, leaving);
}

/// The last of them is awaited by the first: a list of parts is short.
template <class Coroutine, class Part, class... Rest>
Coroutine drop_listed(std::exception_ptr const& leaving, std::exception_ptr* error, Part& part,
                      Rest&... rest) {
  std::exception_ptr own;
  std::exception_ptr& first = error ? *error : own;
  if constexpr (!dropped<Part>) {
  } else if constexpr (std::is_void_v<typename result_of_drop<Part>::type>) {
    drop_part_now(part, leaving, first);
  } else {
    ASYNC_TRY {
      if (needs_drop(part)) static_cast<void>(co_await drop_of(mutable_part(part), leaving ? leaving : first));
    } ASYNC_CATCH_ALL {
      part_failed<Part>(leaving, first);
    }
  }
  if constexpr (sizeof...(Rest) > 0) co_await drop_listed<Coroutine>(leaving, &first, rest...);
  throw_first(own);
  co_return;
}

template <class... Parts>
void drop_listed_now(std::exception_ptr const& leaving, Parts&... parts) {
  std::exception_ptr error;
  (drop_part_now(parts, leaving, error), ...);
  throw_first(error);
}

template <class... Parts>
decltype(auto) drop_list(std::exception_ptr const& leaving, Parts&... parts) {
  using coroutine = glue_over<Parts...>;
  if constexpr (std::is_void_v<coroutine>)
    return drop_listed_now(leaving, parts...);
  else if constexpr (sizeof...(Parts) == 1 && !(noexcept_drop<std::remove_cv_t<Parts>>() && ...))
    return drop_of(mutable_part(parts...), leaving);
  else
    return drop_listed<coroutine>(leaving, nullptr, parts...);
}

inline void own_failed(std::exception_ptr const& leaving, std::exception_ptr& first,
                       bool is_noexcept) noexcept {
  std::exception_ptr other = leaving;
  drop_failed(leaving ? other : first, is_noexcept);
}

/// An object's own drop, then those of its parts.
template <class Coroutine, class T, class Own, class Needed, class... Parts>
Coroutine drop_own_first_in(T& x, Own own, Needed needed, std::exception_ptr const& leaving,
                            Parts&... parts) {
  std::exception_ptr error;
  ASYNC_TRY {
    if (needed(x)) static_cast<void>(co_await own(x, leaving));
  } ASYNC_CATCH_ALL {
    own_failed(leaving, error, noexcept(own(x, leaving)));
  }
  co_await drop_listed<Coroutine>(leaving, &error, parts...);
  throw_first(error);
}

/// The same, then what a base says.
template <class Coroutine, class T, class Own, class Needed, class Base, class... Parts>
Coroutine drop_own_then_base_in(T& x, Own own, Needed needed, Base base,
                                std::exception_ptr const& leaving, Parts&... parts) {
  std::exception_ptr error;
  ASYNC_TRY {
    if (needed(x)) static_cast<void>(co_await own(x, leaving));
  } ASYNC_CATCH_ALL {
    own_failed(leaving, error, noexcept(own(x, leaving)));
  }
  if constexpr (sizeof...(Parts) > 0) co_await drop_listed<Coroutine>(leaving, &error, parts...);
  ASYNC_TRY {
    if constexpr (std::is_void_v<decltype(base(x, leaving))>)
      base(x, leaving ? leaving : error);
    else
      static_cast<void>(co_await base(x, leaving ? leaving : error));
  } ASYNC_CATCH_ALL {
    own_failed(leaving, error, false);
  }
  throw_first(error);
}

/// `step(x, passed)`, if `needed(x)`; what it throws is kept.
template <class T, class Step, class Needed>
void drop_step_now(T& x, Step step, Needed needed, std::exception_ptr const& passed,
                   std::exception_ptr const& leaving, std::exception_ptr& error) noexcept {
  ASYNC_TRY {
    if (needed(x)) step(x, passed);
  } ASYNC_CATCH_ALL {
    own_failed(leaving, error, noexcept(step(x, leaving)));
  }
}

template <class T, class Own, class Needed, class Base, class... Parts>
void drop_own_then_base_now(T& x, Own own, Needed needed, Base base,
                            std::exception_ptr const& leaving, Parts&... parts) {
  std::exception_ptr error;
  drop_step_now(x, own, needed, leaving, leaving, error);
  (drop_part_now(parts, leaving, error), ...);
  drop_step_now(x, base, [](T const&) { return true; }, leaving ? leaving : error, leaving, error);
  throw_first(error);
}

/// The parts of a derived object, then what its base says.
template <class Coroutine, class T, class Base, class Needed, class... Parts>
Coroutine drop_base_last_in(T& x, Base base, Needed needed, std::exception_ptr const& leaving,
                            Parts&... parts) {
  std::exception_ptr error;
  co_await drop_listed<Coroutine>(leaving, &error, parts...);
  ASYNC_TRY {
    if (needed(x)) static_cast<void>(co_await base(x, leaving ? leaving : error));
  } ASYNC_CATCH_ALL {
    own_failed(leaving, error, noexcept(base(x, leaving)));
  }
  throw_first(error);
}

template <class T, class Base, class Needed, class... Parts>
void drop_base_last_now(T& x, Base base, Needed needed, std::exception_ptr const& leaving,
                        Parts&... parts) {
  std::exception_ptr error;
  (drop_part_now(parts, leaving, error), ...);
  drop_step_now(x, base, needed, leaving ? leaving : error, leaving, error);
  throw_first(error);
}

template <class T, class Own, class Needed, class... Parts>
void drop_own_first_now(T& x, Own own, Needed needed, std::exception_ptr const& leaving,
                        Parts&... parts) {
  std::exception_ptr error;
  drop_step_now(x, own, needed, leaving, leaving, error);
  (drop_part_now(parts, leaving, error), ...);
  throw_first(error);
}

template <class T, std::size_t... I>
decltype(auto) drop_tuple(T& x, std::exception_ptr const& leaving, std::index_sequence<I...>) {
  using std::get;
  return drop_list(leaving, get<I>(x)...);
}

/// Of several alternatives the one that is there.
template <class Coroutine, class Part>
Coroutine drop_alternative(Part& part, std::exception_ptr const& leaving) {
  if constexpr (!dropped<Part>) {
    if constexpr (!std::is_void_v<Coroutine>) return drop_listed<Coroutine>(leaving, nullptr, part);
  } else if constexpr (std::is_same_v<Coroutine, typename result_of_drop<Part>::type> &&
                       !noexcept_drop<std::remove_cv_t<Part>>()) {
    return drop_of(mutable_part(part), leaving);
  } else if constexpr (std::is_void_v<Coroutine>) {
    drop_listed_now(leaving, part);
  } else {
    return drop_listed<Coroutine>(leaving, nullptr, part);
  }
}

template <template <class...> class Of, class... Ts>
glue_over<Ts...> drop_variant(Of<Ts...>& x, std::exception_ptr const& leaving) {
  return visit(
      [&](auto& part) { return drop_alternative<glue_over<Ts...>>(part, leaving); }, x);
}

template <class T>
decltype(auto) drop_expected(T& x, std::exception_ptr const& leaving) {
  using coroutine = glue_over<typename T::value_type, typename T::error_type>;
  if (!x.has_value()) return drop_alternative<coroutine>(x.error(), leaving);
  if constexpr (std::is_void_v<typename T::value_type>)
    return drop_alternative<coroutine>(x.error(), leaving);
  else
    return drop_alternative<coroutine>(*x, leaving);
}

template <class T>
decltype(auto) drop_of(T& x, std::exception_ptr const& error) {
  constexpr owns how = how_owned<T>();
  static_assert(how != owns::nothing, "this type has no async drop");
  if constexpr (how == owns::itself) {
    return adl::drop(x, error);
  } else if constexpr (how == owns::array) {
    return drop_elements(std::rbegin(x), std::rend(x), error);
  } else if constexpr (how == owns::range) {
    return drop_elements(x.begin(), x.end(), error);
  } else if constexpr (how == owns::pair) {
    return drop_list(error, x.second, x.first);
  } else if constexpr (how == owns::tuple) {
    return drop_tuple(x, error, std::make_index_sequence<std::tuple_size_v<T>>());
  } else if constexpr (how == owns::optional || how == owns::pointer) {
    return drop_of(mutable_part(*x), error);
  } else if constexpr (how == owns::variant) {
    return drop_variant(x, error);
  } else {
    return drop_expected(x, error);
  }
}

template <class T, std::size_t... I>
bool tuple_needs_drop(T const& x, std::index_sequence<I...>) {
  using std::get;
  return (needs_drop(get<I>(x)) || ...);
}

template <class T>
bool needs_drop(T const& x) {
  constexpr owns how = how_owned<T>();
  if constexpr (how == owns::nothing) {
    return false;
  } else if constexpr (how == owns::itself) {
    if constexpr (adl::has_needed<T>)
      return adl::needed(x);
    else
      return true;
  } else if constexpr (how == owns::range) {
    return x.begin() != x.end();
  } else if constexpr (how == owns::pair) {
    return needs_drop(x.second) || needs_drop(x.first);
  } else if constexpr (how == owns::tuple) {
    return tuple_needs_drop(x, std::make_index_sequence<std::tuple_size_v<T>>());
  } else if constexpr (how == owns::optional || how == owns::pointer) {
    return x && needs_drop(*x);
  } else if constexpr (how == owns::variant) {
    return !x.valueless_by_exception() &&
           visit([](auto const& part) { return needs_drop(part); }, x);
  } else if constexpr (how == owns::expected) {
    if (!x.has_value()) return needs_drop(x.error());
    if constexpr (std::is_void_v<typename T::value_type>)
      return false;
    else
      return needs_drop(*x);
  } else {
    return true;
  }
}

}  // namespace detail
}  // namespace async
