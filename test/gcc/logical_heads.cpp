// `a && co_await b` in heads whose temporaries have a drop: g++ awaits what stands behind `&&` only if it has to.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/handle.hpp"
async::task<void> heads(int i) {
  // CHECK: if (i < 1 && ((co_await async::into(temporary1_, make("w")))).len() > 0) condition1_ = true;
  if (i < 1 && (co_await make("w")).len() > 0) std::printf("then ");
  // CHECK: if (i < 2 || ((co_await async::into(temporary2_, make("x")))).len() > 0) condition2_ = true;
  if (i < 2 || (co_await make("x")).len() > 0) std::printf("or ");
  int k = i;
  while (k < 3 && (co_await make("y")).len() > 0) ++k;
  for (; k < 4 && (co_await make("z")).len() > 0; ++k) continue;
  do --k;
  while (k > 2 && (co_await make("q")).len() > 0);
  std::puts("");
}
// OUT: +w -w then or +y -y +y -y +y -y +z -z +q -q
// OUT-NEXT: +x -x or +q -q +q -q
int main() {
  async::block_on(heads(0));
  async::block_on(heads(5));
}
