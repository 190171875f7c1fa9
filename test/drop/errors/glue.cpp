// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <vector>
async::task<void> f() {
  struct {
    // CHECK: errors/glue.cpp:[[@LINE+1]]:9: error: a class without a name has an async drop by way of member 'r', but no other code can name the class to drop it; give it a name [async-drop-glue]
    res r{1};
  } nameless;
  // CHECK: errors/glue.cpp:[[@LINE+1]]:8: error: 'l' is a closure that captures an object of type 'res', which has an async drop that nobody can reach in a closure; capture a reference, or write a class with a member and operator() [async-drop-closure]
  auto l = [r = make(1)] { return r.n_; };
  // CHECK-NOT: error:
  std::vector<res*> p;
  co_return;
}
