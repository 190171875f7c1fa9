// What is nobody of asyncc's: no annotation, nothing to lower, not its library. A plain main makes it look, and it says nothing.
// RUN: for c in g++ clang++-19; do %asyncc $c -std=c++20 -Wall -Wextra -Wno-unused -Werror -c %s -o %t.o 2>&1 | count 0 || exit 1; done
#include <coroutine>
#include <tuple>
#include <utility>
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};
struct read { bool await_ready() { return true; } void await_suspend(std::coroutine_handle<>) {} std::tuple<int, int> await_resume() { return {1, 2}; } };
// g++ evaluates the left side first, and the closure is gone where its coroutine goes on.
task f(int& a, int& b) { std::tie(a, b) = co_await read{}; }
task g(int x) { auto t = [&]() -> task { ++x; co_return; }(); co_return; }
int main() { int a = 0, b = 0; f(a, b); g(1); return a + b - 3; }
