#pragma once

#include <async/detail/foreign.hpp>
#include <async/task.hpp>

#include <type_traits>
#include <utility>

namespace async::detail {

template <class A>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<task<T>> = true;

/// What the operations on tasks take as well: anything else that a task can await.
template <class A>
concept other_awaitable = !is_task<std::remove_cvref_t<A>> && given_later<A>;
/// The same where the operation may last longer than an lvalue.
template <class A>
concept ownable_awaitable = other_awaitable<A> && !std::is_lvalue_reference_v<A>;

/// The `T` of the task that awaits an `A`.
template <class A>
struct result_as_task {
  using given = decltype(std::declval<typename in_task<A>::awaiter&>().await_resume());
  using type =
      std::conditional_t<std::is_lvalue_reference_v<given>, given, std::remove_cvref_t<given>>;
};
template <class A>
  requires requires(A&& a, context& c) { static_cast<A&&>(a).on_await(c); }
struct result_as_task<A> {
  using type =
      decltype(std::declval<A>().on_await(std::declval<context&>()).await_resume());
};
template <class A>
using result_as_task_t = typename result_as_task<A>::type;

template <class A>
task<result_as_task_t<A>> await_owned(A a) {
  co_return co_await static_cast<A&&>(a);
}
template <class A>
task<result_as_task_t<A&>> await_borrowed(A& a) {
  co_return co_await a;
}

/// A task that awaits it: an rvalue is moved into the task, or is one already; an lvalue has to outlive it.
template <given_later A>
auto as_task(A&& a) {
  if constexpr (std::is_lvalue_reference_v<A>)
    return await_borrowed<std::remove_reference_t<A>>(a);
  else if constexpr (is_task<A>)
    return A(static_cast<A&&>(a));
  else
    return detail::await_owned<std::remove_cv_t<A>>(static_cast<A&&>(a));
}

template <class A>
struct is_other_awaitable : std::bool_constant<other_awaitable<A>> {};

}  // namespace async::detail
