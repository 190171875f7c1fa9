// A new exception out of a handler goes on after the handler's drops; a failing drop of it is suppressed.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

void suppressed(std::exception_ptr e) {
  try {
    std::rethrow_exception(e);
  } catch (std::exception const& x) {
    std::printf("suppressed %s\n", x.what());
  }
}
async::task<void> fail() {
  try {
    throw 1;
  } catch (long) {
  } catch (...) {
    traced a{"a"};
    a.failing();
    traced b{"b"};
    throw std::logic_error("another");
  }
  co_return;
}
START {
  async::set_suppressed_exception_handler(suppressed);
  try {
    co_await fail();
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
}
// CHECK: async::dropping(b
// CHECK: async::dropping(a
// OUT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: drop a
// OUT-NEXT: suppressed drop of a
// OUT-NEXT: ~a
// OUT-NEXT: caught another
