// co_await async::drop(x) in coroutines that await their own kind only: boost::asio::awaitable, and one with a
// restrictive await_transform.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <boost/asio.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>
namespace asio = boost::asio;
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
template <class Result>
struct res {
  int id;
  bool open = true;
  explicit res(int id) : id(id) {}
  res(res&& o) noexcept : id(o.id), open(std::exchange(o.open, false)) {}
  res& operator=(res&& o) noexcept {
    id = o.id;
    open = std::exchange(o.open, false);
    return *this;
  }
  [[async::drop(open)]] Result close() {
    open = false;
    std::printf("d%d ", id);
    co_return;
  }
};
using L = res<lazy<void>>;
struct plain {
  plain() = default;
  plain(plain&&) = delete;
  [[async::drop]] lazy<void> close() { std::printf("plain "); co_return; }
};
asio::awaitable<void> in_asio() {
  res<asio::awaitable<void>> c(1);
  // CHECK: co_await async::drop_result(owed1_);
  co_await async::drop(c);
  std::printf("after\n");
}
lazy<int> early(bool which) {
  L c(2);
  plain p;
  if (which) co_await ::async::drop(p);
  std::printf("after ");
  co_return 1;
}
lazy<void> of_others(L& c) {
  co_await async::drop(c);
  std::printf("after ");
  co_return;
}
lazy<void> revived() {
  L c(3);
  co_await of_others(c);
  c = L(4);
  co_await async::drop(c);
  c = L(5);
  std::printf("end ");
  co_return;
}
int main() {
  asio::io_context context;
  asio::co_spawn(context, in_asio(), asio::detached);
  context.run();
  early(true).run();
  std::puts("");
  early(false).run();
  std::puts("");
  revived().run();
}
// OUT: d1 after
// OUT-NEXT: plain after d2
// OUT-NEXT: after plain d2
// OUT-NEXT: d3 after d4 end d5
