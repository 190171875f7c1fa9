// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
async::task<void> f(res* p, int* n, res** list) {
  // CHECK: errors/delete.cpp:[[@LINE+1]]:3: error: 'delete' ends the life of an object of type 'res', which has an async drop; awaiting it here is not supported yet, so let a local variable own the object [async-drop-delete]
  delete p;
  // CHECK: errors/delete.cpp:[[@LINE+1]]:3: error: {{.*}}[async-drop-delete]
  delete[] p;
  // CHECK-NOT: error:
  delete n;
  delete[] list;
  co_return;
}
// CHECK: errors/delete.cpp:[[@LINE+1]]:22: error: {{.*}}[async-drop-delete]
void plain(res* p) { delete p; }
