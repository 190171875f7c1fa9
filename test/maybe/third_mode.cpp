// A mode of the user's own with its own task type, beside the library's two.
// RUN: PCH=no %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <coroutine>
template <class T>
struct lazy {
  struct promise_type {
    T result{};
    std::exception_ptr error;
    std::coroutine_handle<> then = std::noop_coroutine();
    lazy get_return_object() { return lazy{handle::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {  // goes on with the awaiter
      bool await_ready() noexcept { return false; }
      auto await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().then; }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void return_value(T v) { result = std::move(v); }
    void unhandled_exception() { error = std::current_exception(); }
  };
  using handle = std::coroutine_handle<promise_type>;
  explicit lazy(handle h) : h_(h) {}
  lazy(lazy&& o) noexcept : h_(std::exchange(o.h_, nullptr)) {}
  ~lazy() {
    if (h_) h_.destroy();
  }
  bool await_ready() const { return false; }
  auto await_suspend(std::coroutine_handle<> c) { return h_.promise().then = c, h_; }
  T await_resume() {
    if (h_.promise().error) std::rethrow_exception(h_.promise().error);
    return std::move(h_.promise().result);
  }
  T run() { return h_.resume(), await_resume(); }
  handle h_;
};
struct lazily {
  static constexpr bool is_async = true;
  template <class T>
  using result = lazy<T>;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(int n) {
  if (n < 0) throw n;
  if constexpr (!M::is_async) say("blocking");
  co_return 2 * n;
}
template <async::mode M>
struct [[async::maybe]] user {
  async::maybe<M, int> use(int n) { co_return co_await twice<M>(n) + co_await twice<M>(1); }
};
// CHECK: both: blocking blocking = 8
// CHECK: lazy 8, caught -3
int main() {
  auto n = user<async::blocking>{}.use(3);
  std::printf("both: %s= %d\n", trace.c_str(), n);
  user<lazily> u;
  int eight = u.use(3).run();
  try {
    u.use(-3).run();
  } catch (int error) {
    std::printf("lazy %d, caught %d\n", eight, error);
  }
}
