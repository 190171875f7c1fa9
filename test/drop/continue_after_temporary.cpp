// A continue that follows a failing temporary: the error leaves the loop and the function.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
async::task<int> f() {
  traced a{"a"};
  for (int i = 0; i < 2; ++i) {
    traced w{"w"};
    traced{"t"}.failing().name();
    continue;
  }
  co_return 3;
}
START {
  try {
    co_await f();
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
}
// OUT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: drop w
// OUT-NEXT: ~w
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: caught drop of t
