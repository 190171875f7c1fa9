// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
void f() {
  // CHECK: errors/misplaced.cpp:[[@LINE+1]]:12: error: {{.*}}has no effect in this place{{.*}}[async-misplaced-attribute]
  [[async::drop]] f();
}
