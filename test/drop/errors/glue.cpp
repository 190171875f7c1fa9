// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <vector>
async::task<void> f() {
  struct {
    // CHECK: errors/glue.cpp:[[@LINE+1]]:9: error: a class without a name has an async drop by way of member 'r', but no other code can name the class to drop it; give it a name [async-drop-glue]
    res r{1};
  } nameless;
  // CHECK-NOT: error:
  std::vector<res*> p;
  co_return;
}
