// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
union u {
  u();
  ~u();
  int n;
  // CHECK: errors/union.cpp:[[@LINE+1]]:7: error: 'r' of type 'res' has an async drop, but nobody knows whether a union holds it; use std::variant or std::optional [async-drop-union]
  res r;
};
struct s {
  s();
  ~s();
  union {
    // CHECK: errors/union.cpp:[[@LINE+1]]:9: error: 'r' of type 'res'{{.*}}[async-drop-union]
    res r;
  };
  // CHECK-NOT: error:
  union {
    res* p;
  };
};
