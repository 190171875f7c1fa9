// The condition variable of a switch is dropped when the switch is left, also by continue of the loop around it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct kind {
  int n;
  explicit kind(int k) : n(k) {}
  kind(kind const&) = delete;
  ~kind() { std::printf("~kind %d\n", n); }
  operator int() const { return n; }
  [[async::drop]] async::task<void> close() {
    std::printf("drop kind %d\n", n);
    co_return;
  }
};
START {
  for (int k = 1; k < 5; ++k) {
    switch (kind f{k}) {
      case 1:
        say("one");
        [[fallthrough]];
      case 2:
        say("two");
        break;
      case 3:
        continue;
      default:
        co_return;
    }
    say("end of round");
  }
}
// CHECK: async::dropping(f
// OUT: one
// OUT-NEXT: two
// OUT-NEXT: drop kind 1
// OUT-NEXT: ~kind 1
// OUT-NEXT: end of round
// OUT-NEXT: two
// OUT-NEXT: drop kind 2
// OUT-NEXT: ~kind 2
// OUT-NEXT: end of round
// OUT-NEXT: drop kind 3
// OUT-NEXT: ~kind 3
// OUT-NEXT: drop kind 4
// OUT-NEXT: ~kind 4
