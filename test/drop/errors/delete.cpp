// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
async::task<void> f(res* p, int* n, res** list) {
  // CHECK: errors/delete.cpp:[[@LINE+1]]:3: error: 'delete[]' ends the lives of objects of type 'res', which have async drops, but nobody knows how many there are; use std::vector [async-drop-delete-array]
  delete[] p;
  // CHECK-NOT: error:
  delete n;
  delete[] list;
  co_return;
}
// CHECK: errors/delete.cpp:[[@LINE+1]]:22: error: 'delete' ends the life of an object of type 'res', whose async drop cannot be awaited here; make the function a coroutine and the 'delete' a statement, or let a local variable of one own the object [async-drop-delete]
void plain(res* p) { delete p; }
