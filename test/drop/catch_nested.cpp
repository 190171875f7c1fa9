// A handler in a handler: throw; means the inner exception, after it the outer one again.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> fail(int k) {
  try {
    throw std::runtime_error("outer");
  } catch (long) {
  } catch (std::exception const& e) {
    numbered a{1};
    try {
      if (k == 1) throw;
      throw 5;
    } catch (std::exception const& same) {
      numbered b{2};
      std::printf("same %d\n", &same == &e);
      throw;
    } catch (int n) {
      numbered c{3};
      if (k == 2) throw;
      std::printf("inner %d\n", n);
    }
    if (k == 3) throw;
    std::printf("%s\n", e.what());
  }
  co_return 0;
}
START {
  for (int k = 0; k < 4; ++k) {
    std::printf("-- %d\n", k);
    try {
      co_await fail(k);
    } catch (int n) {
      std::printf("int %d\n", n);
    } catch (std::exception const& e) {
      std::printf("exception %s\n", e.what());
    }
  }
}
// CHECK: async::dropping(b
// CHECK: async::dropping(c
// CHECK: async::dropping(a
// OUT: -- 0
// OUT-NEXT: make 1
// OUT-NEXT: make 3
// OUT-NEXT: inner 5
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: outer
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: -- 1
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: same 1
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: exception outer
// OUT-NEXT: -- 2
// OUT-NEXT: make 1
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: int 5
// OUT-NEXT: -- 3
// OUT-NEXT: make 1
// OUT-NEXT: make 3
// OUT-NEXT: inner 5
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: exception outer
