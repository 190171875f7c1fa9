// A coroutine type that names a reference gives one, also if its promise takes anything (as libcoro's does).
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
template <class T> class task {
 public:
  struct promise_type {
    task get_return_object() { return task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    template <class V> requires (std::is_constructible_v<T, V&&>)
    void return_value(V&& value) { T r = static_cast<V&&>(value); kept = std::addressof(r); }
    void return_value(std::remove_reference_t<T>*&& value) requires (not std::is_reference_v<T>) { kept = value; }
    void unhandled_exception() { std::terminate(); }
    std::remove_reference_t<T>* kept = nullptr;
  };
  explicit task(std::coroutine_handle<promise_type> h) : h_(h) {}
  ~task() { h_.destroy(); }
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { return static_cast<T>(*h_.promise().kept); }
 private:
  std::coroutine_handle<promise_type> h_;
};
struct done {
  struct promise_type {
    done get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() noexcept { return true; } void await_suspend(std::coroutine_handle<>) noexcept {} void await_resume() {} };
struct conn {
  explicit conn(bool b) : open(b) {}
  conn(conn&&) = delete;
  [[async::drop(open)]] done close() { open = false; co_return; }
  bool open;
};
// CHECK: async::result_slot<task<int const&>, const int &>
task<int const&> constant(int const& x) { conn r{true}; co_return x; }
// CHECK: async::result_slot<task<int&>, int &>
task<int&> plain(int& x) { conn r{true}; co_return x; }
// OUT: 1
// OUT-NEXT: 1
int main() {
  int x = 5;
  auto t = constant(x);
  std::printf("%d\n", &t.await_resume() == &x);
  auto u = plain(x);
  std::printf("%d\n", &u.await_resume() == &x);
}
