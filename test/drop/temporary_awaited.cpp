// Temporaries live until what is awaited has finished, and are dropped after it.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> use(numbered const& f, int n) {
  co_await async::this_task::yield();
  std::printf("use %d\n", f.get());
  co_return f.get() + n;
}
START {
  co_await use(make(1), 0);
  int n = co_await later(co_await use(make(2), co_await later(3)));
  std::printf("%d\n", n);
  say((co_await opened("opened")).name());
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: use 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: use 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: 5
// OUT-NEXT: opened
// OUT-NEXT: drop opened
// OUT-NEXT: ~opened
