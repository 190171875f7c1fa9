// Foreign reference: prints the string
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <string>
struct step { bool await_ready() const noexcept { return true; } void await_suspend(std::coroutine_handle<>) const noexcept {} void await_resume() const noexcept { std::puts("stepped"); } };
struct job {
  struct promise_type {
    std::string value;
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(std::string v) { value = std::move(v); }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> h;
  ~job() { h.destroy(); }
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  std::string& await_resume() { return h.promise().value; }
};
struct res { res() = default; res(res&&) = delete; [[async::drop]] step close() { return {}; } };
job work() { res r; std::string s = "a long string that is not in the small buffer"; co_return s; }
int main() { job j = work(); j.h.resume(); std::puts(j.h.promise().value.c_str()); }
// OUT: stepped
// OUT-NEXT: a long string that is not in the small buffer
