// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/annotation.cpp:[[@LINE+1]]:27: error: {{.*}}[async-not-lowered-annotation]
auto f = [n = 1] [[async::closure]] () -> async::task<int> { co_return n; };
