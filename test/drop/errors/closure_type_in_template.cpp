// A temporary whose type holds that of a closure has no name, in a template either.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <class F>
struct guard {
  F f;
  int n = 1;
  explicit guard(F x) : f(x) {}
  guard(guard&&) = delete;
  [[async::drop]] async::task<void> end() {
    f();
    co_return;
  }
};
template <class X>
async::task<int> held(X x) {
  // CHECK: closure_type_in_template.cpp:[[@LINE+1]]:13: error: a temporary of type 'guard<(lambda at {{.*}})>' has an async drop
  co_return guard{[&x] { ++x; }}.n;
}
template <class X>
async::task<int> named(X x) {
  guard g{[&x] { ++x; }};
  co_return g.n;
}
async::task<int> all() { co_return co_await held(3) + co_await named(4); }
