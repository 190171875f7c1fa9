// A marked class with droppable members and bases: its own drop, then theirs in reverse order.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
class session : public traced {
 public:
  session() : traced("base") {}
  [[async::drop(active)]] async::task<void> finish() {
    say("finish");
    co_return;
  }
  bool active() const { return true; }

 private:
  traced first_{"first"};
  traced second_{"second"};
};
// CHECK: friend async::task<void> async_drop(session& self, std::exception_ptr const& error) { return async::drop_own_first(self,
// CHECK-SAME: error, self.second_, self.first_, static_cast<traced&>(self)
// OUT: finish
// OUT-NEXT: drop second
// OUT-NEXT: drop first
// OUT-NEXT: drop base
// OUT-NEXT: ~second
// OUT-NEXT: ~first
// OUT-NEXT: ~base
START {
  session s;
  co_return;
}
