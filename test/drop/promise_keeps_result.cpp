// The promise of a coroutine type of the user's own keeps a result with a drop as it keeps any other: in an optional or
// variant that it fills, or in a union.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>
#include <exception>
#include <new>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

struct file {
  explicit file(char const* name) : name(name) {}
  file(file&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  [[async::drop(name)]] std::suspend_never close() {
    std::printf("close %s\n", std::exchange(name, nullptr));
    return {};
  }
  char const* name;
};

template <class T>
class in_optional {
 protected:
  std::optional<T> value_;

 public:
  template <class U>
  void return_value(U&& v) { value_.emplace(std::forward<U>(v)); }
  void unhandled_exception() { throw; }
  T take() { return *std::move(value_); }
};
template <class T>
class in_variant {
  std::variant<std::monostate, T, std::exception_ptr> value_;

 public:
  void return_value(T v) { value_.template emplace<1>(std::move(v)); }
  void unhandled_exception() { value_ = std::current_exception(); }
  T take() { return std::get<1>(std::move(value_)); }
};
template <class T>
class in_union {
  union {
    T value_;
    char none_;
  };
  bool full_ = false;

 public:
  in_union() : none_() {}
  ~in_union() { if (full_) value_.~T(); }
  void return_value(T&& v) { ::new (static_cast<void*>(std::addressof(value_))) T(std::move(v)); full_ = true; }
  void unhandled_exception() { throw; }
  T take() { return std::move(value_); }
};

template <class T, template <class> class Keeps>
struct job {
  struct promise_type : Keeps<T> {
    std::coroutine_handle<> next = std::noop_coroutine();
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct back {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().next; }
        void await_resume() noexcept {}
      };
      return back{};
    }
  };
  job(std::coroutine_handle<promise_type> h) : h(h) {}
  job(job&& o) noexcept : h(std::exchange(o.h, {})) {}
  ~job() { if (h) h.destroy(); }
  bool await_ready() { return false; }
  auto await_suspend(std::coroutine_handle<> next) { h.promise().next = next; return h; }
  T await_resume() { return h.promise().take(); }
  std::coroutine_handle<promise_type> h;
};

template <template <class> class Keeps>
job<file, Keeps> make(char const* name) {
  file f(name);
  co_return f;
}
job<int, in_optional> run() {
  // CHECK: kept optional
  // CHECK-NEXT: close optional
  {
    auto f = co_await make<in_optional>("optional");
    std::printf("kept %s\n", f.name);
  }
  // CHECK-NEXT: kept variant
  // CHECK-NEXT: close variant
  {
    auto f = co_await make<in_variant>("variant");
    std::printf("kept %s\n", f.name);
  }
  // CHECK-NEXT: kept union
  // CHECK-NEXT: close union
  {
    auto f = co_await make<in_union>("union");
    std::printf("kept %s\n", f.name);
  }
  co_return 0;
}
int main() {
  auto all = run();
  all.h.resume();
  return all.h.promise().take();
}
