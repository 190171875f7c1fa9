// In a function that cannot await, what was moved out right before may be assigned to.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct ring {
  traced first, second, third;
  void turn() {
    traced t = std::move(first);
    first = std::move(second);
    second = std::move(third);
    third = std::move(t);
  }
};
void swap_by_hand(traced& a, traced& b) noexcept {
  traced t(std::move(a));
  a = std::move(b);
  b = std::move(t);
}
START {
  traced x{"x"}, y{"y"};
  swap_by_hand(x, y);
  ring r{traced{"1"}, traced{"2"}, traced{"3"}};
  r.turn();
  std::printf("%s %s %s\n", x.name(), y.name(), r.first.name());
  co_return;
}
// OUT: y x 2
// OUT-NEXT: drop 1
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
// OUT-NEXT: ~1
// OUT-NEXT: ~3
// OUT-NEXT: ~2
// OUT-NEXT: drop x
// OUT-NEXT: ~x
// OUT-NEXT: drop y
// OUT-NEXT: ~y
