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
void by_this(ring& r) {
  struct holder : ring {
    traced take() {
      traced old{std::move(this->first)};
      first = traced{"4"};
      return old;
    }
  };
  static_cast<void>(r);
}
// In a block, and in front of both branches of an `if`.
void in_block(traced& a, traced& to, bool other) {
  {
    traced old = std::move(to);
    async::release(old);
  }
  if (other)
    to = traced{"other"};
  else
    to = std::move(a);
}
void released(traced& a) {
  async::release(a);
  a = traced{"new"};
}
START {
  traced x{"x"}, y{"y"};
  swap_by_hand(x, y);
  ring r{traced{"1"}, traced{"2"}, traced{"3"}};
  r.turn();
  std::printf("%s %s %s\n", x.name(), y.name(), r.first.name());
  {
    traced a{"a"}, b{"b"};
    in_block(a, b, false);
    in_block(a, b, true);
    released(a);
    std::printf("%s %s\n", a.name(), b.name());
  }
  by_this(r);
  co_return;
}
// OUT: y x 2
// OUT-NEXT: ~b
// OUT-NEXT: assign a
// OUT-NEXT: ~a
// OUT-NEXT: assign other
// OUT-NEXT: assign new
// OUT-NEXT: new other
// OUT-NEXT: drop other
// OUT-NEXT: ~other
// OUT-NEXT: drop new
// OUT-NEXT: ~new
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
