// A result that is a reference stays one to the same object; a promise that copies gets a copy.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <utility>
struct done {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept { std::putchar('d'); }
};
struct res {
  [[async::drop]] done close() { return {}; }
  res() = default;
  res(res&&) = delete;
};
template <class Promise>
struct base {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
  auto handle() { return std::coroutine_handle<Promise>::from_promise(static_cast<Promise&>(*this)); }
};
template <class Promise, class Result>
struct job {
  using promise_type = Promise;
  std::coroutine_handle<Promise> h;
  explicit job(std::coroutine_handle<Promise> h) : h(h) {}
  job(job&& o) noexcept : h(std::exchange(o.h, {})) {}
  ~job() { if (h) h.destroy(); }
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  Result await_resume() { return h.promise().get(); }
};
template <class T>
struct refers : base<refers<T>> {
  T* at = nullptr;
  job<refers, T&> get_return_object() { return job<refers, T&>(this->handle()); }
  void return_value(T& v) { at = &v; }
  T& get() { return *at; }
};
template <class T>
struct copies : base<copies<T>> {
  std::optional<T> kept;
  job<copies, T> get_return_object() { return job<copies, T>(this->handle()); }
  void return_value(T const& v) { std::putchar('c'); kept = v; }
  void return_value(T&& v) { std::putchar('m'); kept = std::move(v); }
  T get() { return *kept; }
};
job<refers<int>, int&> same(int& x) { res r; co_return x; }
job<refers<int const>, int const&> same_const(int const& x) { res r; co_return x; }
template <class T>
job<refers<T>, T&> in_template(T& x) { res r; co_return x; }
job<copies<std::string>, std::string> text(bool literal) {
  res r;
  std::string s = "a text that is longer than a small one";
  if (literal) co_return "literal";
  co_return s;
}
int main() {
  int x = 1;
  same(x).await_resume() = 4;
  std::printf(" %d ", x);
  std::printf("%d ", &same_const(x).await_resume() == &x);
  std::printf("%d ", &in_template(x).await_resume() == &x);
  std::printf(" %s", text(true).await_resume().c_str());
  std::printf(" %s", text(false).await_resume().c_str());
}
// OUT: d 4 d1 d1 dm literaldm a text that is longer than a small one
