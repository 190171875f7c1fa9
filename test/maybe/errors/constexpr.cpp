// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/constexpr.cpp:[[@LINE+1]]:34: error: 'f' is constexpr and maybe-async, but a coroutine cannot be evaluated at compile time; remove 'constexpr' [async-maybe-constexpr]
  constexpr async::maybe<M, int> f();
  // A function that is never async may be constexpr.
  // CHECK-NOT: 'size'
  constexpr int size() const { return 1; }
};
template <async::mode M>
// CHECK: errors/constexpr.cpp:[[@LINE+1]]:49: error: 'g' is consteval and maybe-async{{.*}}remove 'consteval' [async-maybe-constexpr]
[[async::maybe]] consteval async::maybe<M, int> g();
