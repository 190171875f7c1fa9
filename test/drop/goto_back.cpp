// A goto backwards over a declaration drops the object; it is made again.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> again(int n) {
  int i = 0;
start:
  numbered f{i};
  if (++i < n) goto start;
  {
    numbered g{50};
    {
      numbered h{51};
      if (i == n) {
        ++i;
        goto start;
      }
      goto end;
    }
  }
end:
  say("end");
  co_return i;
}
START { std::printf("%d\n", co_await again(2)); }
// CHECK: async::dropping(h
// CHECK: async::dropping(g
// CHECK: async::dropping(f
// OUT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 1
// OUT-NEXT: make 50
// OUT-NEXT: make 51
// OUT-NEXT: drop 51
// OUT-NEXT: ~51
// OUT-NEXT: drop 50
// OUT-NEXT: ~50
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 3
// OUT-NEXT: make 50
// OUT-NEXT: make 51
// OUT-NEXT: drop 51
// OUT-NEXT: ~51
// OUT-NEXT: drop 50
// OUT-NEXT: ~50
// OUT-NEXT: end
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: 4
