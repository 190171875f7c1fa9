#pragma once

#include <async/detail/awaited.hpp>
#include <async/detail/drop_awaiter.hpp>
#include <async/detail/drop_glue.hpp>

#include <exception>
#include <memory>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

// Where what lives shorter or longer than a variable waits for its drop: temporaries, and parameters of a pack.
namespace async {

/// Holds a temporary of an expression until its drop at the end of the full-expression. It may be
/// made or not (a conditional operator). Used by lowered code.
template <class T>
class temporary {
 public:
  temporary() noexcept {}
  temporary(temporary const&) = delete;
  temporary& operator=(temporary const&) = delete;
  ~temporary() { reset(); }

  /// Constructs the temporary in place from what `make()` returns.
  template <class F>
  T&& make(F&& f) {
    reset();
    ::new (const_cast<void*>(static_cast<void const*>(std::addressof(value_)))) T(std::forward<F>(f)());
    made_ = true;
    return static_cast<T&&>(value_);
  }
  /// The same from a value that was made elsewhere.
  T&& hold(T&& from) {
    return make([&]() -> T&& { return static_cast<T&&>(from); });
  }
  /// Whether `x` is this one.
  bool has(T const& x) const noexcept { return made_ && std::addressof(x) == std::addressof(value_); }
  /// Destroys it, if it was made.
  void reset() noexcept(std::is_nothrow_destructible_v<T>) {
    if (std::exchange(made_, false)) std::destroy_at(std::addressof(value_));
  }

 private:
  friend decltype(auto) async_drop(temporary& self, std::exception_ptr const& error) noexcept(
      detail::noexcept_drop<std::remove_cv_t<T>>())
    requires detail::dropped<T>
  {
    self.dropped_ = true;  // once, also if it fails
    return detail::drop_of(detail::mutable_part(self.value_), error);
  }
  friend bool async_drop_needed(temporary const& self)
    requires detail::dropped<T>
  {
    return self.made_ && !self.dropped_ && detail::needs_drop(self.value_);
  }

  union {
    T value_;
  };
  bool made_ = false;
  bool dropped_ = false;
};

/// In a template the expression may turn out to give a reference, or nothing.
template <class T>
  requires std::is_reference_v<T> || std::is_void_v<T>
class temporary<T> {
 public:
  temporary() noexcept {}
  temporary(temporary const&) = delete;
  temporary& operator=(temporary const&) = delete;
  template <class F>
  decltype(auto) make(F&& f) {
    return std::forward<F>(f)();
  }
  void reset() noexcept {}
};

namespace detail {

template <class T, class A>
class into_awaiter {
 public:
  into_awaiter(temporary<T>& to, A&& from)
      : to_(to), inner_(awaiter_in_task(static_cast<A&&>(from))) {}
  bool await_ready() { return static_cast<bool>(inner_.await_ready()); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    return inner_.await_suspend(self);
  }
  decltype(auto) await_resume() {
    return to_.make([this]() -> decltype(auto) { return inner_.await_resume(); });
  }

 private:
  temporary<T>& to_;
  typename in_task<A&&>::awaiter inner_;
};

template <class T, class A>
class into_request : public native_awaitable {
 public:
  into_request(temporary<T>& to, A&& from) noexcept : to_(to), from_(static_cast<A&&>(from)) {}
  into_awaiter<T, A> on_await(context&) const { return {to_, static_cast<A&&>(from_)}; }

 private:
  temporary<T>& to_;
  A&& from_;
};

}  // namespace detail

/// `co_await into(slot, awaitable)` constructs what awaiting yields in the slot.
template <class T, class A>
detail::into_request<T, A> into(temporary<T>& slot, A&& awaitable) noexcept {
  return {slot, std::forward<A>(awaitable)};
}

namespace detail {

/// Another library's coroutine, which only that library's coroutines may await.
template <class A>
concept foreign_task = !is_native<A> && requires {
  typename std::coroutine_traits<std::remove_cvref_t<A>>::promise_type;
};

template <class T>
struct slot_of {
  temporary<T>& slot;
};
/// What was awaited goes into the slot, if it is not there.
template <class T>
  requires(!std::is_reference_v<T>)
T&& operator,(slot_of<T> to, std::type_identity_t<T>&& value) {
  return to.slot.has(value) ? static_cast<T&&>(value) : to.slot.hold(static_cast<T&&>(value));
}

}  // namespace detail

/// The same for a template whose coroutine may be another library's, whose awaitables are awaited as
/// they are: `(slot_of(slot), co_await into_either(slot, awaitable))`.
template <class T>
detail::slot_of<T> slot_of(temporary<T>& slot) noexcept {
  return {slot};
}
template <class T, class A>
decltype(auto) into_either(temporary<T>& slot, A&& awaitable) noexcept {
  if constexpr (detail::foreign_task<A>)
    return static_cast<A&&>(awaitable);
  else
    return detail::into_request<T, A>(slot, static_cast<A&&>(awaitable));
}

/// The parameters of a pack, dropped as one.
template <class... Ts>
class drop_pack {
 public:
  explicit drop_pack(Ts&... objects) noexcept : objects_(objects...) {}
  drop_pack(drop_pack const&) = delete;
  drop_pack& operator=(drop_pack const&) = delete;

 private:
  friend auto async_drop(drop_pack& self, std::exception_ptr const& error)
    requires(detail::dropped<Ts> || ...)
  {
    return self.drop_last_first(error, std::index_sequence_for<Ts...>());
  }
  friend bool async_drop_needed(drop_pack const& self)
    requires(detail::dropped<Ts> || ...)
  {
    return std::apply([](auto const&... each) { return (detail::needs_drop(each) || ...); },
                      self.objects_);
  }
  template <std::size_t... I>
  auto drop_last_first(std::exception_ptr const& error, std::index_sequence<I...>) {
    return detail::drop_list(error, std::get<sizeof...(I) - 1 - I>(objects_)...);
  }

  std::tuple<Ts&...> objects_;
};
template <class... Ts>
drop_pack(Ts&...) -> drop_pack<Ts...>;

}  // namespace async
