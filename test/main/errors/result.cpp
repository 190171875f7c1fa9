// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/result.cpp:[[@LINE+1]]:21: error: {{.*}}its result 'int' cannot be awaited{{.*}}[async-main-result]
[[async::main]] int go() { return 0; }
