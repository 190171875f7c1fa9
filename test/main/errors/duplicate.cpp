// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
[[async::main]] async::task<int> one() { co_return 0; }
// CHECK: errors/duplicate.cpp:[[@LINE+3]]:10: error: 'two' is a second start of the program, after 'one'
// CHECK-SAME: [async-main-duplicate]
// CHECK: errors/duplicate.cpp:3:34: note: the first one is here
[[async::main]] async::task<int> two() { co_return 0; }
