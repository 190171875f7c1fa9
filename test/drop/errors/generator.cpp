// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <coroutine>
struct numbers {
  struct promise_type {
    numbers get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
numbers count() {
  // CHECK: errors/generator.cpp:[[@LINE+1]]:7: error: 'r' of type 'res' has an async drop, but the generator that holds it may be abandoned half-way, and its type 'numbers' cannot await then; use async::stream, or let the caller own the object [async-drop-generator]
  res r{1};
  co_yield 1;
}
numbers temporaries() {
  // CHECK: errors/generator.cpp:[[@LINE+1]]:12: error: 'res{2}' of type 'res' has an async drop, but the generator {{.*}}[async-drop-generator]
  co_yield res{2}.n_;
  res{3};
}
// CHECK-NOT: error:
numbers borrow(res& r) { co_yield r.n_; }
