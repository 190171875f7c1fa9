// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/value.cpp:[[@LINE+1]]:37: error: 'reads' is a test, but its value of type 'double' says neither success nor failure{{.*}}[async-test-value]
[[async::test]] async::task<double> reads() { co_return 1.5; }
