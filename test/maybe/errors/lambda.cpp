// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
void f() {
  // CHECK: errors/lambda.cpp:[[@LINE+1]]:39: error: a maybe-async lambda outside a maybe-async function is not supported yet; write a function template marked {{\[\[}}async::maybe]] [async-maybe-lambda]
  auto l = []<async::mode M> [[async::maybe]] (M) -> async::maybe<M, int> { co_return 1; };
}
