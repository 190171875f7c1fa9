// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <stdexcept>
async::task<void> f(int n) {
  if (n == 1) throw std::runtime_error("fine");
  // CHECK: errors/throw.cpp:[[@LINE+1]]:15: error: an exception of type 'res' has an async drop, and nobody can await it while the exception travels; throw an object without a drop [async-drop-throw]
  if (n == 2) throw res{1};
  co_return;
}
// CHECK: errors/throw.cpp:[[@LINE+1]]:16: error: {{.*}}[async-drop-throw]
void plain() { throw make(1); }
