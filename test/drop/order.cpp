// drop(b) ~b drop(a) ~a, interleaved with ordinary destructors; the operand of co_return first.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

async::task<int> first() {
  // CHECK: async::result_slot<async::task<int>> result_;
  traced a{"a"};
  // CHECK: traced a{"a"};
  // CHECK-NEXT: std::exception_ptr error1_; // {{\[\[}}async::drop]] a
  // CHECK-NEXT: try {
  plain p{"p"};
  traced b{"b"};
  // CHECK: { result_.set(say("value")); goto drop2_; }
  co_return say("value");
  // CHECK: } catch (...) { error2_ = std::current_exception(); }
  // CHECK-NEXT: drop2_:
  // CHECK-NEXT: co_await async::dropping(b, error2_);
  // CHECK-NEXT: if (error2_) std::rethrow_exception(error2_);
  // CHECK-NEXT: goto drop1_;
  // CHECK-NEXT: } catch
  // CHECK-NEXT: drop1_:
  // CHECK-NEXT: co_await async::dropping(a, error1_);
  // CHECK-NEXT: if (error1_)
  // CHECK-NEXT: co_return result_.take();
}

// OUT: value
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: ~p
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: 5
START { std::printf("%d\n", co_await first()); }
