// Where only the promise knows how a coroutine is awaited, the one argument of its type that the operands make is what they
// are kept as: what they refer to may have ended.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <coroutine>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

template <class V, class Tag = int*>
struct job {
  struct promise_type {
    std::coroutine_handle<> next;
    std::exception_ptr error;
    std::optional<V> value;
    job get_return_object() { return job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().next ? h.promise().next : std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
    template <class U>
    void return_value(U&& u) {
      value.emplace(std::forward<U>(u));
    }
    template <class U, class T>
    auto await_transform(job<U, T> t) {
      return typename job<U, T>::awaiter{std::move(t)};
    }
  };
  struct awaiter {
    job of;
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> c) noexcept {
      of.handle.promise().next = c;
      return of.handle;
    }
    V await_resume() { return of.result(); }
  };
  explicit job(std::coroutine_handle<promise_type> h) : handle(h) {}
  job(job&& o) noexcept : handle(std::exchange(o.handle, {})) {}
  ~job() {
    if (handle) handle.destroy();
  }
  V result() {
    if (handle.promise().error) std::rethrow_exception(handle.promise().error);
    return std::move(*handle.promise().value);
  }
  V run() {
    handle.resume();
    return result();
  }
  std::coroutine_handle<promise_type> handle;
};
struct res {
  res() = default;
  res(res&&) = delete;
  [[async::drop]] job<bool> close() {
    std::putchar('d');
    co_return true;
  }
};
// CHECK: async::result_slot<job<std::string>, std::basic_string<char>>
job<std::string> characters() {
  res r;
  std::string s(40, 'c');
  co_return s.c_str();
}
job<std::string> from_handler() {
  try {
    throw std::string(40, 'h');
  } catch (std::string& s) {
    res r;
    co_return s.data();
  }
}
job<std::string> awaits() {
  res r;
  std::string s = co_await characters();
  co_return s.c_str() + 1;
}
// Either argument could be meant: kept as it is.
// CHECK: async::result_slot<job<long, int>, unsigned char>
job<long, int> either() {
  res r;
  unsigned char small = 7;
  co_return small;
}
// OUT: d{{c+}}
// OUT-NEXT: d{{h+}}
// OUT-NEXT: dd{{c+}}
// OUT-NEXT: d7
int main() {
  std::printf("%s\n", characters().run().c_str());
  std::printf("%s\n", from_handler().run().c_str());
  std::printf("%s\n", awaits().run().c_str());
  std::printf("%ld\n", either().run());
}
