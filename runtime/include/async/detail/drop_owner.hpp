#pragma once

#include <async/detail/drop_protocol.hpp>
#include <async/detail/type_name.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

// How the standard's owners end the lives of what they own. An owner is known by its shape and by
// being of namespace std, so that no container's header is needed here.
namespace async::detail {

enum class owns {
  nothing,
  itself,    // a drop of its own
  array,     // elements, in reverse
  range,     // elements, one after the other
  pair,      // parts, in reverse
  tuple,     // parts, one after the other
  optional,  // one object or none
  pointer,   // the same, behind a pointer
  variant,
  expected
};

template <class T>
constexpr bool in_std() noexcept {
  return type_name<T>().starts_with("std::");
}

template <class T>
concept shaped_range = requires(T& x) {
  typename T::value_type;
  typename T::allocator_type;
  x.begin();
  x.end();
};
template <class T>
concept shaped_optional = requires(T& x) {
  typename T::value_type;
  x.has_value();
  x.reset();
  *x;
};
template <class T>
concept shaped_expected = requires(T& x) {
  typename T::value_type;
  typename T::error_type;
  x.has_value();
  x.error();
};
template <class T>
concept shaped_pointer = requires(T& x) {
  typename T::element_type;
  typename T::deleter_type;
  *x;
};
template <class T>
concept shaped_variant = requires(T& x) {
  x.valueless_by_exception();
  x.index();
};
template <class T>
concept shaped_tuple = requires { std::tuple_size<T>::value; };
template <class T>
concept shaped_array = shaped_tuple<T> && requires(T& x) {
  typename T::value_type;
  x.begin();
};
template <class T>
concept shaped_pair = shaped_tuple<T> && requires(T& x) { x.second; };

template <class T>
consteval owns how_owned();

template <class T>
concept dropped = how_owned<std::remove_cv_t<T>>() != owns::nothing;

template <class T>
struct alternatives {
  static constexpr bool any = false;
};
template <template <class...> class Of, class... Ts>
struct alternatives<Of<Ts...>> {
  static constexpr bool any = (dropped<Ts> || ...);
};

template <class T>
consteval owns how_owned() {
  if constexpr (std::is_reference_v<T> || std::is_scalar_v<T> || std::is_void_v<T> ||
                std::is_function_v<T>) {
    return owns::nothing;
  } else if constexpr (std::is_array_v<T>) {
    return dropped<std::remove_extent_t<T>> ? owns::array : owns::nothing;
  } else if constexpr (adl::drops<T>) {
    return owns::itself;
  } else if constexpr (shaped_array<T>) {
    return in_std<T>() && dropped<typename T::value_type> ? owns::array : owns::nothing;
  } else if constexpr (shaped_tuple<T>) {
    if constexpr (in_std<T>())
      if constexpr (alternatives<T>::any) return shaped_pair<T> ? owns::pair : owns::tuple;
    return owns::nothing;
  } else if constexpr (shaped_range<T>) {
    return in_std<T>() && dropped<typename T::value_type> ? owns::range : owns::nothing;
  } else if constexpr (shaped_pointer<T>) {
    return in_std<T>() && dropped<typename T::element_type> ? owns::pointer : owns::nothing;
  } else if constexpr (shaped_expected<T>) {
    return in_std<T>() && (dropped<typename T::value_type> || dropped<typename T::error_type>)
               ? owns::expected
               : owns::nothing;
  } else if constexpr (shaped_optional<T>) {
    return in_std<T>() && dropped<typename T::value_type> ? owns::optional : owns::nothing;
  } else if constexpr (shaped_variant<T>) {
    if constexpr (in_std<T>())
      if constexpr (alternatives<T>::any) return owns::variant;
    return owns::nothing;
  } else {
    return owns::nothing;
  }
}

}  // namespace async::detail
