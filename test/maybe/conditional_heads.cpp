// A head in one branch of an #if and its body behind the #endif, and the reverse: the copy for blocking modes takes the
// branch along, not the directives around it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
// RUN: %run %s -DOTHER | FileCheck %s --check-prefix=OTHER
#include <async/async.hpp>

#include <cstdio>

struct first {
  int base = 10;
};
struct second {
  int base = 20;
};
// CHECK: async::maybe<M, int> head(int n) requires async::suspending_mode<M> {
// CHECK-NEXT: #endif
#ifdef OTHER
template <async::mode M>
[[async::maybe]] async::maybe<M, long> head(long n) {
#else
template <async::mode M>
[[async::maybe]] async::maybe<M, int> head(int n) {
#endif
#if 1  // inside
  n = n + 1;
#else
#error "not taken"
#endif
  co_return n;
}
// CHECK: head for modes that block
// CHECK-NOT: #endif
// CHECK: #if 1
// CHECK: #endif
// CHECK-NEXT: return n;
#ifndef OTHER
template <async::mode M>
struct [[async::maybe]] of : first {
#elif 1
template <async::mode M>
struct [[async::maybe]] of : second {
#else
not taken
#endif
  async::maybe<M, int> get(int n);
};
template <async::mode M>
async::maybe<M, int> of<M>::get(int n) {
  co_return this->base + n
#ifdef OTHER
      + 1;
}
#else
      + 2;
}
#endif

template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  of<M> x;
  int const a = static_cast<int>(co_await head<M>(1)), b = co_await x.get(1);
  std::printf("%d %d\n", a, b);
  co_return;
}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
// OUT: 2 13
// OUT-NEXT: 2 13
// OTHER: 2 22
// OTHER-NEXT: 2 22
