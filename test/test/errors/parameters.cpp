// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/parameters.cpp:[[@LINE+1]]:35: error: 'reads' is a test, and nothing gives it arguments{{.*}}[async-test-parameters]
[[async::test]] async::task<void> reads(int n = 3) { (void)n; co_return; }
