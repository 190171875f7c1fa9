// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
async::task<void> places(int n) {
  // CHECK: errors/place.cpp:[[@LINE+1]]:11: error: 'r' of type 'res' has an async drop; in the head of an 'if' that is not supported yet, so declare it in a statement of its own in a block [async-drop-place]
  if (res r{1}; n) {}
  // CHECK: errors/place.cpp:[[@LINE+1]]:12: error: {{.*}}in the head of a 'for'{{.*}}[async-drop-place]
  for (res r{1}; n;) {}
  // CHECK: errors/place.cpp:[[@LINE+1]]:15: error: {{.*}}in the head of a 'switch'{{.*}}[async-drop-place]
  switch (res r{1}; n) { default: break; }
  // CHECK: errors/place.cpp:[[@LINE+2]]:7: error: 'a' {{.*}}in a declaration of several variables{{.*}}[async-drop-place]
  // CHECK: errors/place.cpp:[[@LINE+1]]:13: error: 'b' {{.*}}in a declaration of several variables{{.*}}[async-drop-place]
  res a{1}, b{2};
  try {
    n = 2;
  } catch (int) {
    // CHECK: errors/place.cpp:[[@LINE+1]]:9: error: {{.*}}in the body of a 'catch'{{.*}}[async-drop-place]
    res r{1};
  }
  // CHECK: errors/place.cpp:[[@LINE+1]]:14: error: {{.*}}in a declaration without a block around it{{.*}}[async-drop-place]
  if (n) res r{1};
  co_return;
}
