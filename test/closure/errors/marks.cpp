// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <memory>
// CHECK: errors/marks.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::closure]] marks 'f', which is no lambda{{.*}}[async-closure-not-lambda]
[[async::closure]] async::task<void> f() { co_return; }
void g(int n) {
  // CHECK: errors/marks.cpp:[[@LINE+1]]:25: error: {{\[\[}}async::closure]] marks a lambda that is no coroutine{{.*}}[async-closure-not-coroutine]
  auto a = [n] [[async::closure]] () -> int { return n; };
  // CHECK: errors/marks.cpp:[[@LINE+1]]:24: warning: {{\[\[}}async::closure]] on a lambda that captures nothing{{.*}}[async-closure-without-effect]
  auto b = [] [[async::closure]] () -> async::task<void> { co_return; };
  auto c = [p = std::make_unique<int>(n)] [[async::closure]] () -> async::task<int> { co_return *p; };
  // CHECK: errors/marks.cpp:[[@LINE+1]]:12: error: every call of 'c' takes captures of its own, but 'p' can only be moved{{.*}}[async-closure-not-copyable]
  auto d = c();
  auto e = std::move(c)();
}
