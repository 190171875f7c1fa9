// A task that awaits its own kind only, and whose promise takes whatever makes a value.
#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>
namespace own {
template <class T> struct lazy;
template <class T> struct result_holder { std::optional<T> v; template <class U> requires std::constructible_from<T, U> void return_value(U&& u) { v.emplace(std::forward<U>(u)); } T take() { return std::move(*v); } };
template <> struct result_holder<void> { void return_void() {} void take() {} };
template <class T> struct lazy {
  struct promise_type : result_holder<T> {
    std::coroutine_handle<> cont; std::exception_ptr e;
    lazy get_return_object() { return lazy{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct fin { bool await_ready() noexcept { return false; } std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().cont ? h.promise().cont : std::noop_coroutine(); } void await_resume() noexcept {} };
    fin final_suspend() noexcept { return {}; }
    void unhandled_exception() { e = std::current_exception(); }
    template <class U> auto await_transform(lazy<U>&& l) { return typename lazy<U>::awaiter{std::move(l)}; }
    template <class U> auto await_transform(lazy<U>& l) = delete;
  };
  std::coroutine_handle<promise_type> h;
  explicit lazy(std::coroutine_handle<promise_type> x) : h(x) {}
  lazy(lazy&& o) noexcept : h(std::exchange(o.h, {})) {}
  ~lazy() { if (h) h.destroy(); }
  struct awaiter { lazy l; bool await_ready() { return false; } std::coroutine_handle<> await_suspend(std::coroutine_handle<> c) { l.h.promise().cont = c; return l.h; } T await_resume() { if (l.h.promise().e) std::rethrow_exception(l.h.promise().e); return l.h.promise().take(); } };
  auto operator co_await() && { return awaiter{std::move(*this)}; }
  T run() { h.resume(); if (!h.done()) throw std::logic_error("not done"); if (h.promise().e) std::rethrow_exception(h.promise().e); return h.promise().take(); }
};
}
