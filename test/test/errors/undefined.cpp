// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/undefined.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::test]] marks 'reads', which this file declares but does not define{{.*}}[async-test-undefined]
[[async::test]] async::task<void> reads();
