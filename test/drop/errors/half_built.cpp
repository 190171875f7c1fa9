// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -Wno-async-drop-half-built 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// OFF-NOT: half-built
#include "Inputs/res.hpp"
#include <array>
#include <string>
struct pair_of {
  res a, b;
};
struct built {
  built(res a, int n);
};
int fails();
int cannot_fail() noexcept;
async::task<int> use(res r, int n, std::string s = {});
async::task<void> f(res mine) {
  // CHECK: errors/half_built.cpp:[[@LINE+2]]:13: warning: if what is evaluated beside it throws, this object of type 'res' is destroyed without its async drop, which nobody can await before the whole is built; give it or the other a name in a statement of its own in front [async-drop-half-built]
  // CHECK: errors/half_built.cpp:[[@LINE+1]]:22: note: this may throw
  pair_of p{make(1), make(2)};
  // CHECK: :[[@LINE+1]]:15: warning: {{.*}}[async-drop-half-built]
  res array[]{make(1), make(2)};
  // CHECK: :[[@LINE+1]]:26: warning: {{.*}}[async-drop-half-built]
  std::array<res, 2> std{make(1), make(2)};
  // CHECK: :[[@LINE+1]]:23: warning: {{.*}}[async-drop-half-built]
  auto closure = [r = make(1), n = fails()] { return r.n_ + n; };
  // CHECK: :[[@LINE+1]]:16: warning: {{.*}}[async-drop-half-built]
  co_await use(std::move(mine), co_await use(make(1), 2));
  // CHECK: :[[@LINE+1]]:16: warning: {{.*}}[async-drop-half-built]
  co_await use(co_await open(1), fails());
  closure();
}
async::task<pair_of> g() {
  // CHECK: :[[@LINE+1]]:21: warning: {{.*}}[async-drop-half-built]
  co_return pair_of{make(1), make(2)};
}
template <class T> async::task<void> in_template(T t) {
  // CHECK: :[[@LINE+1]]:16: warning: {{.*}}[async-drop-half-built]
  co_await use(std::move(t), fails());
}
template async::task<void> in_template(res);
// CHECK-NOT: warning:
async::task<void> fine(res mine, res other, std::string s) {
  pair_of p{std::move(mine), std::move(other)};
  pair_of q{make(1), res(std::move(p.a))};
  co_await use(make(1), 2, s);
  co_await use(make(1), cannot_fail(), "text");
  co_await use(make(1), int(s.size()), std::to_string(1));
  int n = fails();
  auto closure = [n, r = make(1)] { return r.n_ + n; };
  closure();
}
