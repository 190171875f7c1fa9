// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
async::task<void> places() {
  // CHECK: errors/place.cpp:[[@LINE+1]]:32: error: 'pair' {{.*}}at the end of a declaration of several variables that also defines a type{{.*}}[async-drop-place]
  struct pair_of { res a{1}; } pair, other;
  co_return;
}
