// A stop request during a drop is not seen by it; leaving the scope does not throw, the next await does.
// An error in flight survives.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct slow {
  slow() = default;
  slow(slow const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::sleep_for(std::chrono::milliseconds(50));
    say("closed slowly");
  }
};
async::task<void> waits(bool fail) {
  {
    slow s;
    if (fail) throw 5;
  }
  say("left the scope");
  co_await async::this_task::yield();
  co_await async::sleep_for(std::chrono::hours(1));
  say("not this");
}
START {
  for (bool fail : {false, true}) {
    auto h = async::spawn(waits(fail));
    co_await async::sleep_for(std::chrono::milliseconds(5));
    h.request_stop();
    try {
      co_await h;
    } catch (int n) {
      std::printf("caught %d\n", n);
    } catch (async::cancelled const&) {
      say("cancelled");
    }
  }
}
// CHECK: async::dropping(s
// OUT: closed slowly
// OUT-NEXT: left the scope
// OUT-NEXT: cancelled
// OUT-NEXT: closed slowly
// OUT-NEXT: caught 5
