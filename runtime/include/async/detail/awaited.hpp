#pragma once

#include <type_traits>
#include <utility>

namespace async::detail {

template <class A>
decltype(auto) awaiter_for(A&& a) {
  if constexpr (requires { std::forward<A>(a).operator co_await(); })
    return std::forward<A>(a).operator co_await();
  else if constexpr (requires { operator co_await(std::forward<A>(a)); })
    return operator co_await(std::forward<A>(a));
  else
    return std::forward<A>(a);
}

/// What awaiting a `C` yields: its `value_type` if it names one, else what its awaiter says.
template <class C>
struct awaited {
  using type = decltype(awaiter_for(std::declval<C>()).await_resume());
};
template <class C>
  requires requires { typename C::value_type; }
struct awaited<C> {
  using type = typename C::value_type;
};
template <class C>
using awaited_t = typename awaited<C>::type;

}  // namespace async::detail
