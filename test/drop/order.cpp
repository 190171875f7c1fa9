// drop(b) ~b drop(a) ~a, interleaved with ordinary destructors; the operand of co_return first.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

async::task<int> first() {
  // CHECK: async::result_slot<async::task<int>> result_;
  traced a{"a"};
  // CHECK: traced a{"a"};
  // CHECK-NEXT: std::exception_ptr error_;
  // CHECK-NEXT: try { // {{\[\[}}async::drop]] a
  plain p{"p"};
  traced b{"b"};
  // CHECK: { result_.set(say("value")); goto drop2_; }
  co_return say("value");
  // CHECK: } catch (...) { async::drop_caught(error_); }
  // CHECK-NEXT: drop2_:
  // CHECK-NEXT: try { co_await async::dropping(b); } catch (...) { async::drop_failed<decltype(b)>(error_); }
  // CHECK-NEXT: } catch (...)
  // CHECK-NEXT: try { co_await async::dropping(a); } catch (...) { async::drop_failed<decltype(a)>(error_); }
  // CHECK-NEXT: if (error_) { co_return async::failure{std::move(error_)}; }
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
