// catch by type, catch all, rethrow, nested tries and an error thrown in a handler.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <stdexcept>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int k) {
  int sum = 0;
  try {
    try {
      sum += co_await fails<M>(k);
    } catch (int n) {
      noisy guard{"handler"};
      if (n == 1) throw;
      if (n == 2) throw std::runtime_error("two");
      sum += say("caught", n);
    }
    sum += co_await value<M>(9);
  } catch (std::exception const& e) {
    co_return say(e.what(), 200);
  } catch (...) {
    say("all");
    if (k == 1) throw;
  }
  co_return sum;
}
// CHECK: both: v1 +handler -handler all throws 1
// CHECK-NEXT: both: v2 +handler -handler two = 200
// CHECK-NEXT: both: v3 +handler caught -handler v9 = 12
int main() {
  both([]<class M>(M) { return use<M>(1); });
  both([]<class M>(M) { return use<M>(2); });
  both([]<class M>(M) { return use<M>(3); });
}
