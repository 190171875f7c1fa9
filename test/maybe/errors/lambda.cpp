// A marked lambda becomes two, and both would own these captures.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
// CHECK: errors/lambda.cpp:[[@LINE+1]]:53: error: a maybe-async lambda outside a maybe-async function becomes two, {{.*}}[async-maybe-lambda]
auto initialised = [n = 1] <async::mode M> [[async::maybe]] (M) -> async::maybe<M, int> { co_return n; };
void f(int k) {
  // CHECK: errors/lambda.cpp:[[@LINE+1]]:47: error: a maybe-async lambda {{.*}}[async-maybe-lambda]
  auto changed = [k] <async::mode M> [[async::maybe]] (M) mutable -> async::maybe<M, int> { co_return ++k; };
  // CHECK: errors/lambda.cpp:[[@LINE+1]]:29: error: {{\[\[}}async::maybe]] marks 'lambda', which has no mode parameter
  auto fixed = [k] [[async::maybe]] () -> async::maybe<async::suspending, int> { co_return k; };
}
