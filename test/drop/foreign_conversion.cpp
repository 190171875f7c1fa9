// Foreign conversion: 42
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
struct step { bool await_ready() const noexcept { return true; } void await_suspend(std::coroutine_handle<>) const noexcept {} void await_resume() const noexcept { std::puts("stepped"); } };
struct job {
  struct promise_type {
    int value = 0;
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int v) { value = v; }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> h;
  ~job() { h.destroy(); }
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  bool await_resume() { return h.promise().value != 0; }
};
struct res { res() = default; res(res&&) = delete; [[async::drop]] step close() { return {}; } };
job work() { res r; co_return 42; }
int main() { job j = work(); j.h.resume(); std::printf("%d\n", j.h.promise().value); }
// OUT: stepped
// OUT-NEXT: 42
