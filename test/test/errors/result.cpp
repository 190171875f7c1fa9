// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/result.cpp:[[@LINE+1]]:22: error: 'reads' is a test, but its result 'void' cannot be awaited; make it a coroutine{{.*}}[async-test-result]
[[async::test]] void reads() {}
