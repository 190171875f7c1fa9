// An exception goes on after the drops, with its type; objects not yet constructed are not dropped.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

struct odd {
  int n;
};

async::task<void> fails(int at) {
  traced a{"a"};
  if (at == 1) throw odd{1};
  traced b{"b"};
  co_await async::this_task::yield();
  if (at == 2) throw odd{2};
}

// OUT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: odd 1
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: odd 2
START {
  for (int i = 1; i <= 2; ++i) {
    try {
      co_await fails(i);
    } catch (odd const& o) {
      std::printf("odd %d\n", o.n);
    }
  }
}
