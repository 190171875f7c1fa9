// A value that is on its way out when a drop fails is not returned: it is dropped, too.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
async::task<traced> result() {
  traced value("result"), failing("failing");
  failing.failing();
  co_return value;
}
START {
  try {
    traced got = co_await result();
    std::puts("no");
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
}
// OUT: drop failing
// OUT-NEXT: ~failing
// OUT-NEXT: drop result
// OUT-NEXT: ~result
// OUT-NEXT: caught drop of failing
