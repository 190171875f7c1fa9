// std::current_exception in a handler is the exception caught, before and after an inner drop; null afterwards.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  try {
    throw 5;
  } catch (long) {
  } catch (int& n) {
    std::exception_ptr before = std::current_exception();
    { numbered a{1}; }
    std::printf("same %d\n", before == std::current_exception());
    try {
      std::rethrow_exception(std::current_exception());
    } catch (int& m) {
      std::printf("identical %d\n", &m == &n);
    }
    numbered b{2};
  }
  std::printf("null %d\n", std::current_exception() == nullptr);
  co_return;
}
// CHECK: async::dropping(a
// CHECK: async::dropping(b
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: same 1
// OUT-NEXT: identical 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: null 1
