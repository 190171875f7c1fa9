// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/value.cpp:[[@LINE+1]]:37: error: {{.*}}value of type 'double' is no exit status{{.*}}[async-main-value]
[[async::main]] async::task<double> go() { co_return 0; }
