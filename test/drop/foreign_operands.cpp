// A promise that takes anything is given what the operand is, of whatever type, after the drops.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
// A task that awaits its own kind only, and whose promise takes whatever makes a value.
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
using own::lazy;
struct res {
  [[async::drop]] lazy<void> close() { std::putchar('d'); co_return; }
  res() = default;
  res(res&&) = delete;
};
struct outer {
  struct inner { int i; };
  using same = inner;
  static same make() { return {1}; }
};
struct with_local {
  auto make() { struct hidden { int j; }; return hidden{7}; }
};
int twice(int i) { return 2 * i; }
lazy<std::unique_ptr<int>> pointer() { res r; co_return std::make_unique<int>(4); }
lazy<std::string> text() { res r; std::string s = "abc"; co_return s.substr(0, 1); }
lazy<outer::same> nested() { res r; co_return outer::make(); }
lazy<std::string_view> view() { res r; co_return std::string_view("abc").substr(1); }
lazy<decltype(with_local{}.make())> local() { res r; co_return with_local{}.make(); }
lazy<std::function<int()>> closure() { res r; int n = 3; co_return [n] { return n; }; }
lazy<int> element() { res r; int a[] = {5, 6}; for (int& i : a) co_return i; co_return a[1]; }
lazy<int*> array() { res r; static int a[] = {7, 8}; co_return a; }
lazy<int (*)(int)> function() { res r; co_return twice; }
lazy<std::optional<int>> several(bool none) { res r; if (none) co_return std::nullopt; co_return 9; }
lazy<std::string> texts(bool literal) { res r; std::string s = "named"; if (literal) co_return "literal"; co_return s; }
template <class T>
lazy<int> dependent(T t) { res r; co_return t.size(); }
template <class T>
lazy<T> of_type(T t) { res r; if (t == T()) co_return 1; co_return t; }
int main() {
  std::printf("%d ", *pointer().run());
  std::printf("%s ", text().run().c_str());
  std::printf("%d ", nested().run().i);
  std::printf("%s ", std::string(view().run()).c_str());
  std::printf("%d ", local().run().j);
  std::printf("%d ", closure().run()());
  std::printf("%d ", element().run());
  std::printf("%d ", *array().run());
  std::printf("%d ", function().run()(5));
  std::printf("%d %d ", several(true).run().has_value(), *several(false).run());
  std::printf("%s ", (texts(true).run() + texts(false).run()).c_str());
  std::printf("%d %d", dependent(std::string("four")).run(), of_type(0).run());
}
// OUT: d4 da d1 dbc d7 d3 d5 d7 d10 dd0 9 ddliteralnamed dd4 1
