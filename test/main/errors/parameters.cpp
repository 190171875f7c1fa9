// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/parameters.cpp:[[@LINE+1]]:34: error: {{.*}}takes no parameters or (int, char**){{.*}}[async-main-parameters]
[[async::main]] async::task<int> go(int) { co_return 0; }
