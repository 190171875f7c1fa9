// A misspelt annotation is an error everywhere, with a proposal; other namespaces are left alone.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
// CHECK: errors/misspelt.cpp:[[@LINE+1]]:17: error: {{.*}}async::maybee{{.*}}async::maybe'{{.*}}[async-misspelt-attribute]
struct [[async::maybee]] s {
  // CHECK: errors/misspelt.cpp:[[@LINE+1]]:12: error: {{.*}}async::mayb{{.*}}[async-misspelt-attribute]
  [[async::mayb]] async::maybe<M, int> f();
  // CHECK-NOT: error:
  [[other::maybe]] int g();
};
