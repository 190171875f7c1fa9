// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/not_function.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::test]] marks 'n', which is no function{{.*}}[async-test-not-function]
[[async::test]] int n = 0;
// CHECK: errors/not_function.cpp:[[@LINE+1]]:22: error: {{\[\[}}async::test]] marks a lambda, which is no function
auto f = [] [[async::test]] () -> async::task<void> { co_return; };
