// In coroutines of others, too, what an assigned value refers to lives until it has been assigned: awaiting a task that is a
// temporary often gives a reference into it. A drop may give a value, also one that must not go unused.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <coroutine>
#include <cstdio>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>
struct [[nodiscard]] status {
  bool ok = true;
};
template <class T>
struct lazy;
struct frame_base {
  std::coroutine_handle<> next = std::noop_coroutine();
  std::suspend_always initial_suspend() noexcept { return {}; }
  struct last {
    bool await_ready() noexcept { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) noexcept {
      return h.promise().next;
    }
    void await_resume() noexcept {}
  };
  last final_suspend() noexcept { return {}; }
  void unhandled_exception() { throw; }
};
template <class T>
struct frame : frame_base {
  T value{};
  lazy<T> get_return_object();
  // As a base of many a promise has it: a move, by another name.
  void return_value(T x) noexcept { value = std::forward<T>(x); }
};
template <>
struct frame<void> : frame_base {
  lazy<void> get_return_object();
  void return_void() {}
};
template <class T>
struct lazy {
  using promise_type = frame<T>;
  std::coroutine_handle<promise_type> h;
  explicit lazy(std::coroutine_handle<promise_type> h) : h(h) {}
  lazy(lazy&& o) noexcept : h(std::exchange(o.h, {})) {}
  ~lazy() {
    if (h) h.destroy();
  }
  struct awaiter {
    std::coroutine_handle<promise_type> h;
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> c) {
      h.promise().next = c;
      return h;
    }
    std::conditional_t<std::is_same_v<T, status>, T, std::add_rvalue_reference_t<T>> await_resume() {
      if constexpr (!std::is_void_v<T>) return std::move(h.promise().value);
    }
  };
  awaiter operator co_await() const { return {h}; }
};
template <class T>
lazy<T> frame<T>::get_return_object() {
  return lazy<T>(std::coroutine_handle<frame>::from_promise(*this));
}
lazy<void> frame<void>::get_return_object() {
  return lazy<void>(std::coroutine_handle<frame>::from_promise(*this));
}
struct res {
  std::string name;
  bool open = false;
  res() = default;
  explicit res(std::string s) : name(std::move(s)), open(true) {}
  res(res&& o) noexcept : name(o.name), open(std::exchange(o.open, false)) {}
  res& operator=(res&& o) noexcept {
    name = o.name;
    open = std::exchange(o.open, false);
    return *this;
  }
  [[async::drop(open)]] lazy<status> close() {
    std::printf("drop %s\n", name.c_str());
    open = false;
    co_return {};
  }
  static lazy<res> make(std::string s) { co_return res{s}; }
};
struct locked {
  res& r;
  res&& take() { return std::move(r); }
  ~locked() { std::puts("unlock"); }
};
lazy<void> assigned(res& store) {
  res r{"1"};
  // CHECK: { auto value1_ = co_await res::make("a text that is long enough to be on the heap");
  // CHECK-SAME: if (async::drop_needed(owed1_)) static_cast<void>(co_await async::drop_result(owed1_)); owed1_.revive(); r = static_cast<decltype(value1_)&&>(value1_); }
  r = co_await res::make("a text that is long enough to be on the heap");
  // CHECK: { auto value2_ = form1_().take();
  r = locked{store}.take();
  r = res{"4"};
  res other{"5"};
  // CHECK: { auto&& value4_ = std::move(other);
  r = std::move(other);
  std::puts("end");
}
lazy<void> early() {
  res r{"6"}, q{"7"};
  // CHECK: (void)co_await async::drop(owed{{[0-9]+}}_);
  (void)co_await async::drop(r);
  for (int i = 0; i < 1; ++i, static_cast<void>(co_await async::drop(q))) std::puts("loop");
  std::vector<res> v(2);
  std::size_t i = 1;
  // CHECK: auto&& target{{[0-9]+}}_ = v[i--];
  v[i--] = res{"8"};
  std::printf("%zu\n", i);
  res{"9"};
  std::puts("end");
}
template <class T>
lazy<void> generic(T x) {
  T r{"10"};
  // CHECK: { auto value1_ = co_await T::make("another text that is long enough");
  r = co_await T::make("another text that is long enough");
  r = std::forward<T>(x);
}
// OUT: drop 1
// OUT-NEXT: unlock
// OUT-NEXT: drop a text that is long enough to be on the heap
// OUT-NEXT: drop s
// OUT-NEXT: drop 4
// OUT-NEXT: end
// OUT-NEXT: drop 5
// OUT-NEXT: drop 6
// OUT-NEXT: loop
// OUT-NEXT: drop 7
// OUT-NEXT: 0
// OUT-NEXT: drop 9
// OUT-NEXT: end
// OUT-NEXT: drop 8
// OUT-NEXT: drop 10
// OUT-NEXT: drop another text that is long enough
// OUT-NEXT: drop x
int main() {
  res store{"s"};
  auto a = assigned(store);
  a.h.resume();
  auto b = early();
  b.h.resume();
  auto c = generic(res("x"));
  c.h.resume();
  async::release(store);
}
