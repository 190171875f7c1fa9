// A handler whose only drop is that of an assignment or of delete.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
START {
  traced a{"a"}, b{"b"};
  try {
    throw 1;
  } catch (int&) {
    a = std::move(b);
  }
  try {
    throw 2;
  } catch (int n) {
    auto* p = new traced{"p"};
    delete p;
    std::printf("%d\n", n);
  }
  co_return;
}
// OUT: drop a
// OUT-NEXT: assign b
// OUT-NEXT: drop p
// OUT-NEXT: ~p
// OUT-NEXT: 2
// OUT-NEXT: drop b
// OUT-NEXT: ~b
