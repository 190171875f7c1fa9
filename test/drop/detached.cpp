// async::drop_detached drops in the background and leaves a moved-from object.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  traced t{"t"};
  async::drop_detached(std::move(t));
  say("detached");
  co_await async::sleep_for(std::chrono::milliseconds(5));
  say("end");
}
// CHECK: async::dropping(t
// OUT: detached
// OUT-NEXT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: end
