// A closure that is called as an rvalue moves its captures, an lvalue copies them; nothing else moves or copies more than it has to.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <concepts>
#include <cstdio>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>
static int copies = 0, alive = 0;
struct counted {
  counted() { ++alive; }
  counted(counted const&) { if (++copies == 3) throw std::runtime_error("copy"); ++alive; }
  counted(counted&&) noexcept { ++alive; }
  ~counted() { --alive; }
};
struct alignas(64) wide { long n = 5; };
struct eager {
  struct promise_type {
    eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};
static std::coroutine_handle<> waiting;
struct gate {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { waiting = h; }
  void await_resume() {}
};
async::task<int> start(std::function<async::task<int>(int)> f) { co_return co_await f(1) + co_await f(2); }
async::generator<int> numbers(int n) {
  return [n] [[async::closure]] () -> async::generator<int> { for (int i = 0; i < n; ++i) co_yield i; }();
}
int main() {
  {
    counted c;
    auto t = [c] [[async::closure]] () -> async::task<void> { co_return; }();
    std::printf("temporary: %d copies\n", copies);  // CHECK: temporary: 1 copies
    auto f = [c] [[async::closure]] () -> async::task<void> { co_return; };
    auto moved = std::move(f)();
    std::printf("rvalue: %d copies\n", copies);  // CHECK: rvalue: 2 copies
    try { auto copied = f(); } catch (std::runtime_error const& e) { std::printf("%s\n", e.what()); }  // CHECK: copy
    auto copied = f();
    std::printf("lvalue: %d copies\n", copies);  // CHECK: lvalue: 4 copies
  }
  std::printf("alive %d\n", alive);  // CHECK: alive 0
  wide w;
  int at = 0;
  auto aligned = [w, &at] [[async::closure]] () -> async::task<long> {
    at = static_cast<int>(reinterpret_cast<std::uintptr_t>(&w) % 64);
    co_return w.n;
  };
  std::printf("%ld %d\n", async::block_on(aligned()), at);  // CHECK: 5 0
  auto p = std::make_unique<int>(4);
  auto once = [p = std::move(p)] [[async::closure]] (int n, std::vector<int> v = {1}) -> async::task<int> { co_return *p + n + static_cast<int>(v.size()); };
  static_assert(!std::invocable<decltype(once)&, int, std::vector<int>>);
  static_assert(std::invocable<decltype(once), int, std::vector<int>>);
  std::printf("%d\n", async::block_on(std::move(once)(0, {1, 2})));  // CHECK: 6
  std::printf("%d\n", async::block_on(start([q = 7] [[async::closure]] (int n) -> async::task<int> { co_await async::this_task::yield(); co_return q + n; })));  // CHECK: 17
  for (int n : numbers(3)) std::printf("%d ", n);
  std::puts("");  // CHECK: 0 1 2
  [text = std::string(100, 'x')] [[async::closure]] () -> eager { co_await gate{}; std::printf("%zu\n", text.size()); }();
  waiting.resume();  // CHECK: 100
  int array[3] = {1, 2, 3};
  auto sum = [array] [[async::closure]] (void) -> async::task<int> { co_return array[0] + array[2] + static_cast<int>(sizeof(array)); };
  std::printf("%d\n", async::block_on(sum()));  // CHECK: 16
  auto pointer = [n = 1] [[async::closure]] (int const* x) noexcept -> async::task<bool> { co_return x == nullptr && n; };
  static_assert(noexcept(pointer(nullptr)));
  std::printf("%d\n", async::block_on(pointer(0)));  // CHECK: 1
  auto outer = [n = 2] [[async::closure]] () -> async::task<int> {
    co_return co_await [=] [[async::closure]] (auto x) -> async::task<int> { co_return n + x; }(3);
  };
  std::printf("%d\n", async::block_on(outer()));  // CHECK: 5
}
