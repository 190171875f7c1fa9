// Drops run on cancellation, shielded from it.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct slow {
  slow() = default;
  slow(slow&&) = delete;
  [[async::drop]] async::task<void> close() {
    std::printf("stop seen: %d\n", async::this_task::stop_token().stop_requested());
    co_await async::sleep_for(std::chrono::milliseconds(1));
    std::puts("closed slowly");
  }
};
async::task<void> waits() {
  slow s;
  co_await async::sleep_for(std::chrono::hours(1));
}
// OUT: stop seen: 0
// OUT-NEXT: closed slowly
// OUT-NEXT: cancelled
START {
  auto h = async::spawn(waits());
  co_await async::sleep_for(std::chrono::milliseconds(5));
  h.request_stop();
  try {
    co_await h;
  } catch (async::cancelled const&) {
    std::puts("cancelled");
  }
}
