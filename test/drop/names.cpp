// Names that asyncc makes never collide with the user's: members, locals and macros.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wshadow | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#define exit_ 1
struct holder {
  int result_ = 3, error_ = 4;
  async::task<int> get(bool early) {
    traced drop1_{"t"};
    while (early) co_return result_ * exit_;
    say("late");
    co_return error_;
  }
};
// CHECK: async::result_slot<async::task<int>> result_2_;
// CHECK-NOT: {{int exit_ }}
// CHECK: std::exception_ptr error_2_;
// CHECK: drop1_2_:
// OUT: 3
// OUT: 4
START {
  holder h;
  for (bool early : {true, false}) std::printf("%d\n", co_await h.get(early));
}
