// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
// CHECK: errors/unnamed_parameter.cpp:[[@LINE+1]]:27: error: a parameter of type 'res' has an async drop, but no name to drop it by; give it one [async-drop-unnamed-parameter]
async::task<void> take(res) { co_return; }
// CHECK: errors/unnamed_parameter.cpp:[[@LINE+1]]:13: error: '(unnamed)' of type 'res' has an async drop, but its life ends in 'let'
void let(res) {}
