#pragma once

#include <async/detail/awaited.hpp>
#include <async/detail/drop_awaiter.hpp>
#include <async/detail/drop_glue.hpp>
#include <async/detail/drop_guard.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/later.hpp>
#include <async/detail/replaced.hpp>

#include <exception>
#include <memory>
#include <utility>

// The ends of lives that are no ends of scopes: assignment, delete, and drops by hand.
namespace async {

/// The duty to drop a local variable, where code may fulfil it early or give it up. Used by lowered
/// code.
template <class T>
class obligation {
 public:
  explicit obligation(T& x) noexcept : object_(x) {}
  obligation(obligation const&) = delete;
  obligation& operator=(obligation const&) = delete;
  void release() noexcept { owed_ = false; }
  void revive() noexcept { owed_ = true; }

 private:
  friend decltype(auto) async_drop(obligation& self, std::exception_ptr const& error) noexcept(
      detail::noexcept_drop<T>())
    requires detail::dropped<T>
  {
    self.owed_ = false;  // once, also if it fails
    return detail::drop_of(self.object_, error);
  }
  friend bool async_drop_needed(obligation const& self)
    requires detail::dropped<T>
  {
    return self.owed_ && detail::needs_drop(self.object_);
  }

  T& object_;
  bool owed_ = true;
};

template <class T>
obligation(T const&) -> obligation<T>;

namespace detail {

template <class T>
void revive(T&) noexcept {}
template <class T>
void revive(obligation<T>& owed) noexcept {
  owed.revive();
}

/// Drops what ends (the object, or the obligation to drop it), then assigns. If the drop fails nothing
/// is assigned.
template <class T, class U, class Ends>
class assign_awaiter {
 public:
  assign_awaiter(T& to, U&& from, Ends& ends, context& c)
      : to_(to), from_(static_cast<U&&>(from)), ends_(ends), old_(ends), drop_(ends, no_error, c) {}
  assign_awaiter(assign_awaiter const&) = delete;
  assign_awaiter& operator=(assign_awaiter const&) = delete;

  bool await_ready() { return drop_.await_ready(); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    return drop_.await_suspend(self);
  }
  decltype(auto) await_resume() {
    drop_.await_resume();
    old_.dropped();
    revive(ends_);
    return to_ = static_cast<U&&>(from_);
  }

 private:
  T& to_;
  U&& from_;
  Ends& ends_;
  replaced<Ends> old_;
  drop_awaiter<Ends> drop_;
};

/// In a template whose argument turned out to have no drop.
template <class T, class U>
class plain_assignment {
 public:
  plain_assignment(T& to, U&& from) noexcept : to_(to), from_(static_cast<U&&>(from)) {}
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  decltype(auto) await_resume() { return to_ = static_cast<U&&>(from_); }

 private:
  T& to_;
  U&& from_;
};

template <class T, class U, class Ends>
class assign_request : public native_awaitable {
 public:
  assign_request(T& to, U&& from, Ends& ends) noexcept
      : to_(to), from_(static_cast<U&&>(from)), ends_(ends) {}
  auto on_await([[maybe_unused]] context& c) const {
    if constexpr (dropped<Ends>)
      return assign_awaiter<T, U, Ends>(to_, static_cast<U&&>(from_), ends_, c);
    else
      return plain_assignment<T, U>(to_, static_cast<U&&>(from_));
  }

 private:
  T& to_;
  U&& from_;
  Ends& ends_;
};

template <class R, class T, class U, class Ends>
R assign_in_coroutine_of(T& to, U& from, Ends& ends) {
  {
    replaced<Ends> old(ends);
    if (needs_drop(ends)) static_cast<void>(co_await drop_of(ends, no_error));
    old.dropped();
  }
  revive(ends);
  to = static_cast<U&&>(from);
}

/// Where the drop is another library's coroutine, the assignment is one, too.
template <class T, class U, class Ends>
  requires(dropped<Ends>) && foreign_coroutine<drop_result_of<Ends>>
class assign_request<T, U, Ends> : public drop_result_of<Ends> {
 public:
  assign_request(T& to, U&& from, Ends& ends)
      : drop_result_of<Ends>(assign_in_coroutine_of<drop_result_of<Ends>>(to, from, ends)),
        to_(to),
        from_(static_cast<U&&>(from)),
        ends_(ends) {}
  assign_awaiter<T, U, Ends> on_await(context& c) const {
    return {to_, static_cast<U&&>(from_), ends_, c};
  }

 private:
  T& to_;
  U&& from_;
  Ends& ends_;
};

/// Left side of an assignment: the language evaluates the right side first.
template <class T, class Ends>
class assign_target {
 public:
  assign_target(T& to, Ends& ends) noexcept : to_(to), ends_(ends) {}
  template <class U = T>
  assign_request<T, U, Ends> operator=(U&& from) && {
    return {to_, static_cast<U&&>(from), ends_};
  }

 private:
  T& to_;
  Ends& ends_;
};

template <class T, class Guard>
class assign_now_target {
 public:
  explicit assign_now_target(T& to, Guard* guard) noexcept : to_(to), guard_(guard) {}
  template <class U = T>
  decltype(auto) operator=(U&& from) && {
    if (guard_) {
      guard_->now();
      guard_->revive();
    } else {
      replaced<T> old(to_);
      dropping_now(to_);
      old.dropped();
    }
    return to_ = static_cast<U&&>(from);
  }

 private:
  T& to_;
  Guard* guard_;
};

/// Drops `*p`, then ends it as `End` does, also if the drop failed.
template <class T, class End>
class delete_awaiter {
 public:
  delete_awaiter(T* p, context& c) : object_(p) {
    if (!p) return;
    ASYNC_TRY {
      ::new (static_cast<void*>(std::addressof(drop_)))
          drop_awaiter<std::remove_cv_t<T>>(mutable_part(*p), no_error, c);
    } ASYNC_CATCH_ALL {
      End()(p);
      ASYNC_RETHROW;
    }
  }
  delete_awaiter(delete_awaiter const&) = delete;
  delete_awaiter& operator=(delete_awaiter const&) = delete;
  ~delete_awaiter() {
    if (object_) std::destroy_at(std::addressof(drop_));
  }

  bool await_ready() { return !object_ || drop_.await_ready(); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    return drop_.await_suspend(self);
  }
  void await_resume() {
    if (!object_) return;
    std::unique_ptr<T, End> const owner(object_);
    drop_.await_resume();
  }

 private:
  T* object_;
  union {
    drop_awaiter<std::remove_cv_t<T>> drop_;
  };
};

template <class T, class End>
struct delete_request : native_awaitable {
  T* object;
  explicit delete_request(T* p) noexcept : object(p) {}
  auto on_await([[maybe_unused]] context& c) const {
    if constexpr (dropped<T>) {
      return delete_awaiter<T, End>(object, c);
    } else {
      if (object) End()(object);
      return nothing_to_drop{};
    }
  }
};

}  // namespace detail

/// `co_await (assigning(x) = value)` is `x = value` where the old value is dropped first.
template <class T>
detail::assign_target<T, T> assigning(T& x) noexcept {
  return {x, x};
}
template <class T>
detail::assign_target<T, obligation<T>> assigning(T& x, obligation<T>& owed) noexcept {
  return {x, owed};
}
template <class F>
auto assigning(later<F> x) noexcept {
  return detail::later_target([x](auto&& value) {
    return assigning(x.get()) = static_cast<decltype(value)>(value);
  });
}
/// The same for drops that need no await: `assigning_now(x) = value`.
template <class T>
auto assigning_now(T& x) noexcept {
  return detail::assign_now_target<T, drop_guard<T>>(x, nullptr);
}
/// Of a type without a drop it is the object itself.
template <class T>
decltype(auto) assigning_now(T& x, [[maybe_unused]] drop_guard<T>& guard) noexcept {
  if constexpr (detail::dropped<T>)
    return detail::assign_now_target<T, drop_guard<T>>(x, &guard);
  else
    return (x);
}
template <class F>
auto assigning_now(later<F> x) noexcept {
  return detail::later_target([x](auto&& value) -> decltype(auto) {
    return assigning_now(x.get()) = static_cast<decltype(value)>(value);
  });
}

/// `co_await deleting(p)` is `delete p` where the object is dropped first.
template <class T>
detail::delete_request<T, std::default_delete<T>> deleting(T* p) noexcept {
  return detail::delete_request<T, std::default_delete<T>>(p);
}
/// Calls the destructor.
struct destroyer {
  template <class T>
  void operator()(T* p) const noexcept {
    std::destroy_at(p);
  }
};
/// `co_await destroying_at(p)` is `std::destroy_at(p)`, or `p->~T()`, where the object is dropped first.
template <class T>
detail::delete_request<T, destroyer> destroying_at(T* p) noexcept {
  return detail::delete_request<T, destroyer>(p);
}
template <class T>
void deleting_now(T* p) {
  std::unique_ptr<T> const owner(p);
  if (p) dropping_now(*p);
}
template <class T>
void destroying_at_now(T* p) {
  std::unique_ptr<T, destroyer> const owner(p);
  if (p) dropping_now(*p);
}

}  // namespace async
