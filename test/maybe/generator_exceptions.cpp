// An exception leaves a generator, or is caught in it; leaving the loop early ends it.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/generator.hpp>
#include <async/stream.hpp>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> items(int bad) {
  noisy inside{"gen"};
  for (int i = 0; i < 3; ++i) {
    int error = 0;
    try {
      if (i == bad) co_await fails<M>(40 + i);
    } catch (int n) {
      error = n;
    }
    if (error == 41) throw error;
    co_yield error ? error : i;
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use(int bad, int stop) {
  int sum = 0;
  for co_await (int i : items<M>(bad)) {
    noisy each{"each"};
    sum += i;
    if (i == stop) break;
  }
  say("end");
  co_return sum;
}
// CHECK: both: +gen +each -each +each -each -gen end = 1
// CHECK-NEXT: both: +gen +each -each v41 -gen throws 41
// CHECK-NEXT: both: +gen +each -each +each -each v42 +each -each -gen end = 43
int main() {
  both([]<class M>(M) { return use<M>(9, 1); });
  both([]<class M>(M) { return use<M>(1, 9); });
  both([]<class M>(M) { return use<M>(2, 9); });
}
