// Functions called from a handler may rethrow, before and after an inner drop.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

void translate() {
  try {
    throw;
  } catch (int n) {
    std::printf("int %d\n", n);
  } catch (char const* s) {
    throw std::runtime_error(s);
  }
}
async::task<void> fail(bool text) {
  try {
    if (text) throw "text";
    throw 5;
  } catch (long) {
  } catch (...) {
    numbered a{1};
    if (!text) translate();
    { numbered b{2}; }
    translate();
  }
  co_return;
}
START {
  co_await fail(false);
  try {
    co_await fail(true);
  } catch (std::runtime_error const& e) {
    std::printf("runtime_error %s\n", e.what());
  }
}
// CHECK: async::dropping(b
// CHECK: async::dropping(a
// OUT: make 1
// OUT-NEXT: int 5
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: int 5
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: runtime_error text
