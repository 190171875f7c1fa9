// A body that awaits in the branch for blocking modes alone is a coroutine in suspending ones, too.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, void> f() {
  say("f");
  if constexpr (!M::is_async) co_await value<M>(1);
}
// CHECK: blocking: f v1
// CHECK-NEXT: suspending: f {{$}}
int main() {
  both([]<class M>(M) { return f<M>(); });
}
