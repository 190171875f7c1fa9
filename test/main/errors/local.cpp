// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/local.cpp:[[@LINE+1]]:21: error: {{.*}}'go', declared inside a function{{.*}}[async-main-local]
void f() { [[async::main]] async::task<int> go(); }
