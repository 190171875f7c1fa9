#pragma once

#include <async/detail/drop_glue.hpp>

#include <type_traits>

// Class templates that own each other. Whether one has a drop would be asked of the other, which asks the first, and a
// constraint that depends on itself is an error. So each says which parts it has beside those, and all are gone through.
namespace async {

template <class... T>
struct drop_types {};
/// What a class template says of itself in lowered text if it and others own each other: the types of its parts beside
/// those, and the classes that it owns of them.
template <class Class, class Beside, class Owned>
struct drop_cycle {};

namespace detail {

/// All such parts of the classes in `Next` and of those that they own in turn, each class once.
template <class Seen, class Next, class Parts>
struct cycle {
  using parts = Parts;
};
template <class... Seen, class T, class... Next, class Parts>
  requires(std::is_same_v<Seen, T> || ...)
struct cycle<drop_types<Seen...>, drop_types<T, Next...>, Parts>
    : cycle<drop_types<Seen...>, drop_types<Next...>, Parts> {};
template <class T>
struct cycle_of : std::type_identity<drop_cycle<T, drop_types<T>, drop_types<>>> {};
template <class T>
  requires requires(typename T::asyncc_cycle says) { []<class... Lists>(drop_cycle<T, Lists...>) {}(says); }
struct cycle_of<T> : std::type_identity<typename T::asyncc_cycle> {};
template <class Seen, class Next, class Parts, class Of>
struct cycle_through;
template <class... Seen, class... Next, class... Parts, class T, class... Beside, class... Owned>
struct cycle_through<drop_types<Seen...>, drop_types<Next...>, drop_types<Parts...>,
                     drop_cycle<T, drop_types<Beside...>, drop_types<Owned...>>>
    : cycle<drop_types<Seen..., T>, drop_types<Next..., Owned...>, drop_types<Parts..., Beside...>> {};
template <class... Seen, class T, class... Next, class Parts>
  requires(!(std::is_same_v<Seen, T> || ...))
struct cycle<drop_types<Seen...>, drop_types<T, Next...>, Parts>
    : cycle_through<drop_types<Seen...>, drop_types<Next...>, Parts, typename cycle_of<T>::type> {};

template <class Parts>
struct over_cycle;
template <class... Parts>
struct over_cycle<drop_types<Parts...>> {
  static constexpr bool has_drop = (dropped<Parts> || ...);
  using result = glue_over<Parts...>;
};
template <class T>
using whole_cycle = over_cycle<typename cycle<drop_types<>, drop_types<T>, drop_types<>>::parts>;

template <class T, class Asked>
struct cycle_result {
  using type = void;
};
template <class T>
struct cycle_result<T, T> {
  using type = typename whole_cycle<T>::result;
};
}  // namespace detail

/// Whether a part of `T`, or of the classes with which it forms a cycle, has a drop.
template <class T>
concept cycle_has_drop = detail::whole_cycle<T>::has_drop;
/// What the drops of all those give together; void if `Asked`, the type that a drop is looked for, is another one than `T`.
template <class T, class Asked>
using cycle_result = typename detail::cycle_result<T, Asked>::type;

}  // namespace async
