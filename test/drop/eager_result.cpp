// What cannot be awaited is no task: a coroutine that starts at once, whose result is discarded, drops its parameters. An
// operator co_await that is a template of another class makes it none.
// RUN: %run %s | FileCheck %s
#include <async/drop.hpp>

#include <coroutine>
#include <cstdio>
#include <exception>
#include <utility>

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct conn {
  explicit conn(int n) : n(n) {}
  conn(conn&& o) noexcept : n(std::exchange(o.n, 0)) {}
  [[async::drop(n)]] std::suspend_never close() {
    std::printf("drop %d\n", std::exchange(n, 0));
    return {};
  }
  int n;
};
template <class T>
struct future {
  T x;
};
template <class T>
std::suspend_never operator co_await(future<T>) {
  return {};
}
detached session(conn c) {
  co_await future<int>{1};
  std::printf("serve %d\n", c.n);
}
int main() {
  session(conn{8});
  conn c{9};
  session(std::move(c));
}
// CHECK: serve 8
// CHECK-NEXT: drop 8
// CHECK-NEXT: serve 9
// CHECK-NEXT: drop 9
