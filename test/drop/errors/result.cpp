// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct a {
  // CHECK: errors/result.cpp:[[@LINE+1]]:24: error: {{.*}}marks 'close', but its result 'void' cannot be awaited; return async::task<void> or another awaitable [async-drop-result]
  [[async::drop]] void close();
};
struct b {
  // CHECK: errors/result.cpp:[[@LINE+1]]:23: error: {{.*}}its result 'int' cannot be awaited{{.*}}[async-drop-result]
  [[async::drop]] int close();
};
