#pragma once
#include <array>
#include <async/drop.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
// A small lazy task with symmetric transfer; its promise accepts only jobs.
template <class T = void>
class job;
template <class T>
struct job_value {
  alignas(T) char v[sizeof(T)];
  bool full = false;
  job_value() = default;
  job_value(job_value&&) = delete;
  ~job_value() {
    if (full) reinterpret_cast<T*>(v)->~T();
  }
  template <class U>
  void return_value(U&& u) {
    ::new (v) T(std::forward<U>(u));
    full = true;
  }
  T take() { return std::move(*reinterpret_cast<T*>(v)); }
};
template <>
struct job_value<void> {
  void return_void() {}
  void take() {}
};
template <class T>
class [[nodiscard]] job {
 public:
  struct promise_type : job_value<T> {
    std::coroutine_handle<> next = std::noop_coroutine();
    std::exception_ptr error;
    job get_return_object() { return job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().next;
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
    template <class U>
    auto await_transform(job<U>&& j) {
      return typename job<U>::awaiter{std::move(j)};
    }
  };
  using value_type = T;
  struct awaiter {
    job j;
    bool await_ready() { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
      j.h_.promise().next = h;
      return j.h_;
    }
    T await_resume() {
      auto& p = j.h_.promise();
      if (p.error) std::rethrow_exception(p.error);
      return p.take();
    }
  };
  explicit job(std::coroutine_handle<promise_type> h) : h_(h) {}
  job(job&& o) noexcept : h_(std::exchange(o.h_, nullptr)) {}
  ~job() {
    if (h_) h_.destroy();
  }
  T run() {
    h_.resume();
    auto& p = h_.promise();
    if (p.error) std::rethrow_exception(p.error);
    return p.take();
  }

 private:
  std::coroutine_handle<promise_type> h_;
};
inline int say(const char* s) {
  std::puts(s);
  return 1;
}
struct file {
  explicit file(const char* n, bool bad = false) : name(n), bad(bad) { std::printf("new %s\n", n); }
  file(file&& o) noexcept : name(std::exchange(o.name, nullptr)), bad(o.bad) {}
  file& operator=(file&& o) noexcept {
    std::printf("assign %s\n", o.name);
    name = std::exchange(o.name, nullptr);
    bad = o.bad;
    closed = false;
    return *this;
  }
  ~file() {
    if (name) std::printf("~%s\n", name);
  }
  bool open() const { return name && !closed; }
  int use() const {
    std::printf("use %s\n", name);
    return 1;
  }
  [[async::drop(open)]] job<> close(std::exception_ptr const& e) {
    closed = true;
    std::printf("drop %s%s\n", name, e ? " error" : "");
    if (bad) throw std::runtime_error(name);
    co_return;
  }
  const char* name;
  bool bad;
  bool closed = false;
};
inline job<file> opened(const char* n) { co_return file{n}; }
inline job<int> num(int n) { co_return n; }
