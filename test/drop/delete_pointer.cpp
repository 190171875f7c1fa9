// delete drops the object first; a null pointer is none.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  auto* p = new numbered(1);
  delete p;
  p = nullptr;
  delete p;
  for (int i = 2; i < 4; ++i) {
    auto* q = new numbered(i);
    if (i == 2)
      delete q;
    else
      delete (say("side"), q);
  }
  co_return;
}
// CHECK: co_await async::deleting(p);
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: side
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
