#pragma once

#include <async/detail/drop_glue.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>

// A closure whose captures can be reached, so that those with a drop are dropped at the end of its life.
// The captures are members, and the function takes references to them in front of its own arguments.
namespace async {

namespace detail {

/// Made in place from what `init()` returns.
template <class T>
struct captured {
  template <class Init>
  explicit captured(std::in_place_t, Init& init) : value(init()) {}
  T value;
};

template <std::size_t I, class T>
struct indexed_capture : captured<T> {
  using captured<T>::captured;
};

template <class F, class Is, class... Ts>
class capturing_closure;
template <class F, std::size_t... I, class... Ts>
class capturing_closure<F, std::index_sequence<I...>, Ts...> : indexed_capture<I, Ts>... {
 public:
  template <class... Inits>
  explicit capturing_closure(F&& f, std::tuple<Inits...>& inits)
      : indexed_capture<I, Ts>(std::in_place, std::get<I>(inits))..., f_(std::move(f)) {}

  template <class... Args>
    requires std::invocable<F&, Ts&..., Args...>
  decltype(auto) operator()(Args&&... args) noexcept(
      std::is_nothrow_invocable_v<F&, Ts&..., Args...>) {
    return f_(indexed_capture<I, Ts>::value..., std::forward<Args>(args)...);
  }
  template <class... Args>
    requires std::invocable<F const&, Ts const&..., Args...>
  decltype(auto) operator()(Args&&... args) const
      noexcept(std::is_nothrow_invocable_v<F const&, Ts const&..., Args...>) {
    return f_(indexed_capture<I, Ts>::value..., std::forward<Args>(args)...);
  }

 private:
  template <std::size_t J>
  auto& get() noexcept {
    using type = std::tuple_element_t<J, std::tuple<Ts...>>;
    return indexed_capture<J, type>::value;
  }
  friend decltype(auto) async_drop(capturing_closure& self, std::exception_ptr const& leaving)
    requires(dropped<Ts> || ...)
  {
    return drop_list(leaving, self.template get<sizeof...(I) - 1 - I>()...);
  }
  friend bool async_drop_needed(capturing_closure const& self)
    requires(dropped<Ts> || ...)
  {
    return (needs_drop(self.indexed_capture<I, Ts>::value) || ...);
  }

  [[no_unique_address]] F f_;
};

}  // namespace detail

/// `captures{init...}.in(f)` is a closure that holds what each `init()` returns, and calls `f` with them
/// in front of the arguments. Used by lowered code, for a lambda that captures an object with a drop.
template <class... Inits>
class captures {
 public:
  explicit captures(Inits... inits) : inits_(std::move(inits)...) {}
  template <class F>
  auto in(F f) && {
    return detail::capturing_closure<F, std::index_sequence_for<Inits...>,
                                     std::decay_t<std::invoke_result_t<Inits&>>...>(std::move(f),
                                                                                    inits_);
  }

 private:
  std::tuple<Inits...> inits_;
};
template <class... Inits>
captures(Inits...) -> captures<Inits...>;

/// For a capture whose initialiser awaits: what gives the value up.
template <class T>
auto value_of(T&& x) {
  return [x = std::forward<T>(x)]() mutable -> decltype(auto) { return std::move(x); };
}

}  // namespace async
