#pragma once

#include <concepts>
#include <type_traits>

namespace async {

template <class T>
class task;
template <class T>
class stream;
template <class T>
class generator;

/// What code marked `[[async::maybe]]` is instantiated with: whether it suspends, and what its
/// functions then return.
template <class M>
concept mode = requires {
  { M::is_async } -> std::same_as<bool const&>;
  typename M::template result<int>;
};

/// Plain calls: `maybe<blocking, T>` is `T`.
struct blocking {
  static constexpr bool is_async = false;
  template <class T>
  using result = T;
};

/// Coroutines of the library: `maybe<suspending, T>` is `task<T>`.
struct suspending {
  static constexpr bool is_async = true;
  template <class T>
  using result = task<T>;
};

/// What lowered text constrains the two halves of what is written once with. Concepts, so that overloads that are
/// constrained otherwise, too, are ordered as they were before.
template <class M>
concept suspending_mode = M::is_async;
template <class M>
concept blocking_mode = !M::is_async;

/// What a function that is written once returns in the mode `M`.
template <mode M, class T>
using maybe = typename M::template result<T>;

namespace detail {
template <class M, class T>
struct generator_in {
  using type = generator<T>;
};
template <class M, class T>
  requires(M::is_async && !requires { typename M::template generator<T>; })
struct generator_in<M, T> {
  using type = stream<T>;
};
template <class M, class T>
  requires requires { typename M::template generator<T>; }
struct generator_in<M, T> {
  using type = typename M::template generator<T>;
};
}  // namespace detail

/// What a generator that is written once returns: a synchronous range in a blocking mode, a stream
/// in a suspending one, or what the mode names `generator<T>`.
template <mode M, class T>
using maybe_generator = typename detail::generator_in<M, T>::type;

/// What a marked lambda becomes: one for the modes that suspend and one for those that block.
template <class... Lambdas>
struct in_either_mode : Lambdas... {
  using Lambdas::operator()...;
};
template <class... Lambdas>
in_either_mode(Lambdas...) -> in_either_mode<Lambdas...>;

/// The mode of an object whose class names it `async_mode`.
template <class X>
using mode_of = typename std::remove_cvref_t<X>::async_mode;

}  // namespace async
