// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
[[async::main]] async::task<int> go() { co_return 0; }
// CHECK: errors/beside.cpp:[[@LINE+2]]:5: error: 'int main' stands beside 'go'
// CHECK-SAME: [async-main-beside]
int main() {}
