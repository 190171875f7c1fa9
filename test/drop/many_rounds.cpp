// Ten thousand rounds, each with drops, do not grow the frame or the stack.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> count(int n) {
  int drops = 0;
  struct counted {
    int* to;
    explicit counted(int* t) : to(t) {}
    counted(counted const&) = delete;
    [[async::drop]] async::task<void> close() {
      ++*to;
      co_return;
    }
  };
  for (int i = 0; i < n; ++i) {
    counted a{&drops};
    try {
      counted b{&drops};
      if (i % 2 == 0) continue;
      if (i % 1000 == 1) throw i;
    } catch (...) {
      counted c{&drops};
    }
  }
  co_return drops;
}
START { std::printf("%d\n", co_await count(10000)); }
// CHECK: async::dropping(b
// CHECK: async::dropping(c
// CHECK: async::dropping(a
// OUT: 20010
