// Heads that the drop lowering takes apart have no place for what is written instead.
// RUN: %asyncc g++ %flags -c %s -o %t.o 2>&1 | FileCheck %s
#include "../Inputs/handle.hpp"
async::task<void> heads(int i) {
  // CHECK: heads_with_drops.cpp:[[@LINE+1]]:29: warning: g++ 12 evaluates both arms of '?:'{{.*}}[async-gcc-await]
  for (; i < 1; i += (i < 2 ? co_await make("w") : handle("z")).len()) continue;
  // CHECK: heads_with_drops.cpp:[[@LINE+1]]:17: warning: g++ 12 evaluates both arms of '?:'{{.*}}[async-gcc-await]
  for (; (i < 2 ? co_await make("w") : handle("z")).len() > 1;) break;
  // CHECK: heads_with_drops.cpp:[[@LINE+1]]:27: warning: g++ 12 evaluates both arms of '?:'{{.*}}[async-gcc-await]
  do break; while ((i < 2 ? co_await make("w") : handle("z")).len() > 1);
  // CHECK: heads_with_drops.cpp:[[@LINE+1]]:17: warning: g++ 12 evaluates the right side of '&&'{{.*}}[async-gcc-await]
  switch (i < 1 && (co_await make("w")).len() > 1) default: break;
}
