#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/frame.hpp>

#include <concepts>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

/// What `[[async::closure]]` is lowered to. A coroutine lambda reads its captures from the closure
/// that it was called on, so that one has to outlive the coroutine. Here every call has a closure of
/// its own, which a parameter of the coroutine owns: it lives exactly as long as the frame.
namespace async {

/// Owns the closure that a coroutine runs in; the first parameter of the coroutine, which keeps it
/// in its frame.
class own_captures {
 public:
  own_captures(own_captures&& other) noexcept
      : closure_(std::exchange(other.closure_, nullptr)), destroy_(other.destroy_) {}
  own_captures& operator=(own_captures&&) = delete;
  ~own_captures() {
    if (closure_) destroy_(closure_);
  }

 private:
  template <class F>
  friend class closure_base;
  own_captures(void* closure, void (*destroy)(void*) noexcept) noexcept
      : closure_(closure), destroy_(destroy) {}

  void* closure_;
  void (*destroy_)(void*) noexcept;
};

/// What can be called again and again needs captures that can be copied.
template <class F>
concept has_copyable_captures = std::copy_constructible<F>;

template <class F>
class closure_base {
 public:
  // What no call has taken is dropped, if one of the captures has a drop.
  decltype(auto) asyncc_drop(std::exception_ptr const& leaving)
    requires requires(F& f) { async_drop(f, leaving); }
  {
    return async_drop(f_, leaving);
  }
  bool asyncc_drop_needed() const
    requires requires(F const& f) { async_drop_needed(f); }
  {
    return async_drop_needed(f_);
  }

 protected:
  explicit closure_base(F&& f) : f_(std::move(f)) {}

  /// Calls a new closure made from `from`.
  template <class From, class... A>
  static decltype(auto) call(From&& from, A&&... arguments) {
    F& f = make(std::forward<From>(from));
    return f(owner(f), std::forward<A>(arguments)...);
  }

  template <class From>
  static F& make(From&& from) {
    void* const place = is_over_aligned ? ::operator new(sizeof(F), std::align_val_t(alignof(F)))
                                        : detail::allocate_frame(sizeof(F));
    if constexpr (std::is_nothrow_constructible_v<F, From>) {
      return *::new (place) F(std::forward<From>(from));
    } else {
      ASYNC_TRY {
        return *::new (place) F(std::forward<From>(from));
      } ASYNC_CATCH_ALL {
        free(place);
        ASYNC_RETHROW;
      }
    }
  }
  static own_captures owner(F& f) noexcept { return own_captures(std::addressof(f), &destroy); }

  F f_;

 private:
  static constexpr bool is_over_aligned = alignof(F) > alignof(std::max_align_t);

  static void free(void* place) noexcept {
    if constexpr (is_over_aligned)
      ::operator delete(place, std::align_val_t(alignof(F)));
    else
      detail::free_frame(place, sizeof(F));
  }
  static void destroy(void* f) noexcept {
    std::destroy_at(static_cast<F*>(f));
    free(f);
  }
};

namespace detail {

/// `R(P...)` of the coroutine as it was written; `void` if it is generic.
template <class Operator>
struct written_call;
template <class F, class R, class... P>
struct written_call<R (F::*)(own_captures, P...) const> {
  using type = R(P...);
};
template <class F, class R, class... P>
struct written_call<R (F::*)(own_captures, P...)> {
  using type = R(P...);
};
template <class F, class R, class... P>
struct written_call<R (F::*)(own_captures, P...) const noexcept> {
  using type = R(P...) noexcept;
};
template <class F, class R, class... P>
struct written_call<R (F::*)(own_captures, P...) noexcept> {
  using type = R(P...) noexcept;
};

template <class F>
struct call_of {
  using type = void;
};
template <class F>
  requires requires { &F::operator(); }
struct call_of<F> : written_call<decltype(&F::operator())> {};

}  // namespace detail

/// A coroutine lambda, each call of which owns its captures: it copies them, or moves them out if
/// the closure is an rvalue. Where they can only be moved, so can the closure be called.
template <class F, class Call = typename detail::call_of<F>::type>
class owning_closure;

template <class F, class R, class... P, bool IsNoexcept>
class owning_closure<F, R(P...) noexcept(IsNoexcept)> : public closure_base<F> {
 public:
  explicit owning_closure(F&& f) : closure_base<F>(std::move(f)) {}

  R operator()(P... arguments) const& noexcept(IsNoexcept)
    requires has_copyable_captures<F>
  {
    return this->call(this->f_, std::forward<P>(arguments)...);
  }
  R operator()(P... arguments) const&
    requires(!has_copyable_captures<F>)
  = delete;
  R operator()(P... arguments) && noexcept(IsNoexcept) {
    return this->call(std::move(this->f_), std::forward<P>(arguments)...);
  }

  // With default arguments.
  template <class... A>
    requires(sizeof...(A) < sizeof...(P) && has_copyable_captures<F> &&
             std::invocable<F&, own_captures, A...>)
  R operator()(A&&... arguments) const& noexcept(IsNoexcept) {
    return this->call(this->f_, std::forward<A>(arguments)...);
  }
  template <class... A>
    requires(sizeof...(A) < sizeof...(P) && std::invocable<F&, own_captures, A...>)
  R operator()(A&&... arguments) && noexcept(IsNoexcept) {
    return this->call(std::move(this->f_), std::forward<A>(arguments)...);
  }
};

/// Generic: what stands in `f.template operator()<T…>(…)` is passed on.
template <class F>
class owning_closure<F, void> : public closure_base<F> {
  template <class... T>
  struct types {};

  // The result is said, not deduced: a closure may call itself.
  template <class... A>
  static auto run(types<>, F& f, own_captures c, A&&... arguments) noexcept(
      std::is_nothrow_invocable_v<F&, own_captures, A...>)
      -> decltype(f(std::move(c), std::forward<A>(arguments)...)) {
    return f(std::move(c), std::forward<A>(arguments)...);
  }
  template <class T, class... More, class... A>
  static auto run(types<T, More...>, F& f, own_captures c, A&&... arguments)
      -> decltype(f.template operator()<T, More...>(std::move(c), std::forward<A>(arguments)...)) {
    return f.template operator()<T, More...>(std::move(c), std::forward<A>(arguments)...);
  }
  template <class Types, class... A>
  static constexpr bool is_noexcept =
      noexcept(run(Types(), std::declval<F&>(), std::declval<own_captures>(), std::declval<A>()...));
  template <class Types, class... A>
  static constexpr bool is_callable = requires(F& f, own_captures c) {
    run(Types(), f, std::move(c), std::declval<A>()...);
  };

 public:
  explicit owning_closure(F&& f) : closure_base<F>(std::move(f)) {}

  template <class... T, class... A>
    requires(has_copyable_captures<F> && is_callable<types<T...>, A...>)
  decltype(auto) operator()(A&&... arguments) const& noexcept(is_noexcept<types<T...>, A...>) {
    F& f = this->make(this->f_);
    return run(types<T...>(), f, this->owner(f), std::forward<A>(arguments)...);
  }
  template <class... T, class... A>
    requires(!has_copyable_captures<F>)
  void operator()(A&&...) const& = delete;
  template <class... T, class... A>
    requires is_callable<types<T...>, A...>
  decltype(auto) operator()(A&&... arguments) && noexcept(is_noexcept<types<T...>, A...>) {
    F& f = this->make(std::move(this->f_));
    return run(types<T...>(), f, this->owner(f), std::forward<A>(arguments)...);
  }
};

/// The closure `f` of a coroutine whose first parameter is `async::own_captures`.
template <class F>
owning_closure<F> closure(F f) {
  return owning_closure<F>(std::move(f));
}

}  // namespace async
