#pragma once

#include <async/detail/context.hpp>

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Marks the library's own awaitables, which expect to be awaited by a library coroutine.
struct native_awaitable {};

template <class A>
concept is_native = std::derived_from<std::remove_cvref_t<A>, native_awaitable> ||
                    requires { requires std::remove_cvref_t<A>::is_native_awaitable; };

}  // namespace async::detail

namespace async {
/// For awaitables of other libraries that only those libraries' coroutines can await: a specialization has
/// `static auto adapt(A&&)`, which returns an awaiter for any coroutine. It is resumed on any thread.
template <class A>
struct await_adaptor {};
}  // namespace async

namespace async::detail {

template <class A>
decltype(auto) get_awaiter(A&& a) {
  if constexpr (requires { await_adaptor<std::remove_cvref_t<A>>::adapt(static_cast<A&&>(a)); })
    return await_adaptor<std::remove_cvref_t<A>>::adapt(static_cast<A&&>(a));
  else if constexpr (requires { static_cast<A&&>(a).operator co_await(); })
    return static_cast<A&&>(a).operator co_await();
  else if constexpr (requires { operator co_await(static_cast<A&&>(a)); })
    return operator co_await(static_cast<A&&>(a));
  else
    return static_cast<A&&>(a);
}

template <class A>
using awaiter_of = decltype(detail::get_awaiter(std::declval<A>()));

template <class A>
using await_result_of = decltype(std::declval<awaiter_of<A>&>().await_resume());

template <class A>
concept awaitable = requires(awaiter_of<A>& w, std::coroutine_handle<> h) {
  static_cast<bool>(w.await_ready());
  w.await_suspend(h);
  w.await_resume();
};

/// Forwards to an awaitable that is its own awaiter. g++ 12 copies what await_transform returns by
/// reference.
template <class A>
class by_reference {
 public:
  explicit by_reference(A& a) noexcept : awaiter_(a) {}

  bool await_ready() noexcept(noexcept(std::declval<A&>().await_ready())) {
    return awaiter_.await_ready();
  }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> h) {
    return awaiter_.await_suspend(h);
  }
  decltype(auto) await_resume() { return awaiter_.await_resume(); }

 private:
  A& awaiter_;
};

/// Poses as a suspended coroutine: both compilers' frames begin with these two functions. Whoever
/// resumes it, on whatever thread, puts the task into the queue of the runtime it belongs to.
struct bridge {
  void (*resume)(bridge*) noexcept;
  void (*destroy)(bridge*) noexcept;
  context* ctx = nullptr;

  bridge() noexcept : resume(&post), destroy(&ignore) {}
  static void post(bridge* self) noexcept { self->ctx->schedule(post_hint::wake); }
  static void ignore(bridge*) noexcept {}
  std::coroutine_handle<> handle() noexcept {
    return std::coroutine_handle<>::from_address(this);
  }
};

template <class A>
class foreign_awaiter {
  using inner = awaiter_of<A>;

 public:
  explicit foreign_awaiter(A&& awaitable) : inner_(detail::get_awaiter(static_cast<A&&>(awaitable))) {}

  bool await_ready() { return static_cast<bool>(inner_.await_ready()); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    bridge_.ctx = self.promise().ctx;
    bridge_.ctx->resume_point = self;
    return inner_.await_suspend(bridge_.handle());
  }
  decltype(auto) await_resume() { return inner_.await_resume(); }

 private:
  // An awaiter made by operator co_await is kept; an awaitable that is its own awaiter lives until
  // the end of the full-expression.
  inner inner_;
  bridge bridge_;
};

/// The awaiter of an `A` in a task: its own if it is the library's, else one that resumes the task by
/// way of its runtime. A reference if the operand is its own awaiter.
template <class A>
struct in_task {
  using awaiter = foreign_awaiter<A>;
};
template <class A>
  requires is_native<A>
struct in_task<A> {
  using awaiter = awaiter_of<A>;
};

template <class A>
typename in_task<A&&>::awaiter awaiter_in_task(A&& operand) {
  if constexpr (is_native<A>)
    return detail::get_awaiter(static_cast<A&&>(operand));
  else
    return foreign_awaiter<A&&>(static_cast<A&&>(operand));
}

/// What a function gives that may be asynchronous.
template <class R>
concept given_later = is_native<R> || awaitable<R>;

}  // namespace async::detail
