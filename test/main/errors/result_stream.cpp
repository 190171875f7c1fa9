// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/result_stream.cpp:[[@LINE+1]]:20: error: {{.*}}its result {{.*}}stream<int>' cannot be awaited{{.*}}[async-main-result]
async::stream<int> main() { co_yield 1; }
