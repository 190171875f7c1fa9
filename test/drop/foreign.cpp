// Any coroutine type: only the drop's own result is awaited, so a restrictive await_transform works.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>

struct step {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept { std::puts("stepped"); }
};
struct job {
  struct promise_type {
    int value = 0;
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int v) { value = v; }
    void unhandled_exception() { std::terminate(); }
    step await_transform(step s) { return s; } // nothing else
  };
  using value_type = int;
  std::coroutine_handle<promise_type> h;
  ~job() { h.destroy(); }
};
struct res {
  res() = default;
  res(res&&) = delete;
  [[async::drop]] step close() { return {}; }
};
job work() {
  res r;
  // CHECK: if (async::drop_needed(r)) co_await async::drop_result(r);
  co_return 5;
}
// OUT: stepped
// OUT-NEXT: 5
int main() {
  job j = work();
  j.h.resume();
  std::printf("%d\n", j.h.promise().value);
}
