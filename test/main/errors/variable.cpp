// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/variable.cpp:[[@LINE+1]]:10: error: {{.*}}x, which is not a function{{.*}}[async-main-not-function]
[[async::main]] int x = 1;
