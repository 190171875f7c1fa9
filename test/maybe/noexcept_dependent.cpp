// A noexcept that depends on a template parameter.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <cstdlib>
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> f() noexcept(sizeof(T) == 4) {
  co_await value<M>(1);
  throw 3;
}
// CHECK: terminated
// CHECK-NOT: caught
int main() {
  std::set_terminate([] {
    std::puts("terminated");
    std::fflush(stdout);
    std::_Exit(0);
  });
  try {
    async::block_on(f<async::suspending, int>());
  } catch (int) {
    std::puts("caught");
  }
}
