// Empty bodies: of a function template, out of line, with a plain return missing in a lambda.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
// CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:45: error: the body of maybe-async 'f' neither awaits nor returns{{.*}}[async-maybe-empty-body]
[[async::maybe]] async::maybe<M, void> f() {}
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, void> g();
};
template <async::mode M>
async::maybe<M, void> s<M>::g() {
  if (true) {
  }
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:1: error: the body of maybe-async 'g'{{.*}}[async-maybe-empty-body]
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> h() {
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:63: error: the body of maybe-async 'operator()'{{.*}}[async-maybe-empty-body]
  auto own = [] [[async::maybe]] () -> async::maybe<M, void> {};
  co_await own();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> i(bool b) {
  if (b) return;
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+2]]:1: error: the body of maybe-async 'i' neither awaits nor returns{{.*}}[async-maybe-empty-body]
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:1: note: insert 'co_return;' here
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> j() {
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+2]]:1: error: the body of maybe-async 'j'{{.*}}[async-maybe-empty-body]
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:1: note: insert 'co_return' with a value here
}
// Exceptions are no way out of the end; a body that only throws has none.
template <async::mode M>
[[async::maybe]] async::maybe<M, void> k(bool b) {
  if (b) throw 1;
  try {
    static_cast<void>(b);
  } catch (...) {
    throw;
  }
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:1: error: the body of maybe-async 'k'{{.*}}[async-maybe-empty-body]
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> only_returns(bool b) {
  if (b) {
    // CHECK: errors/empty_body_forms.cpp:[[@LINE+2]]:5: error: the body of maybe-async 'only_returns'{{.*}}[async-maybe-empty-body]
    // CHECK: errors/empty_body_forms.cpp:[[@LINE+1]]:5: note: write 'co_return;' instead of 'return;'
    return;
  } else {
    return;
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> variadic() {
  // CHECK: errors/empty_body_forms.cpp:[[@LINE+2]]:15: error: {{.*}}[async-maybe-variadic]
  // CHECK-NOT: error:
  auto more = [] [[async::maybe]] (int n, ...) -> async::maybe<M, int> { co_return n; };
  co_return co_await more(1);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> l() {
  throw 1;
}
