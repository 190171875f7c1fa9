// A generator of maybe-async code that is, in one of the modes of this unit, of a type that cannot await when it is
// abandoned.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <coroutine>
template <class T>
struct walked {
  struct promise_type {
    walked get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void return_void();
    void unhandled_exception();
  };
  struct iterator {
    T operator*();
    async::task<void> operator++();
    bool operator!=(int);
  };
  async::task<iterator> begin();
  int end();
};
struct walking {
  static constexpr bool is_async = true;
  template <class T>
  using result = async::task<T>;
  template <class T>
  using generator = walked<T>;
};
template <async::mode M>
struct [[async::maybe]] lease {
  [[async::drop]] async::maybe<M, void> release() { co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> numbers() {
  // CHECK: errors/generator_of_mode.cpp:[[@LINE+1]]:12: error: 'mine' of type 'lease<M>' has an async drop, but the generator that holds it may be abandoned half-way, and its type 'async::maybe_generator<walking, int>' cannot await then; use async::stream, or let the caller own the object [async-drop-generator]
  lease<M> mine;
  co_yield 1;
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> others() {
  lease<M> mine; // in no such mode here
  co_yield 1;
}
async::task<void> use() {
  for co_await (int i : numbers<walking>()) (void)i;
}
async::task<void> fine() {
  for co_await (int i : others<async::suspending>()) (void)i;
}
// CHECK-NOT: error:
