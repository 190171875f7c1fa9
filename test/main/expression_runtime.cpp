// An expression: braces, commas, templates; and the runtime need not be movable.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

template <int A, int B>
async::multi_thread make() {
  return async::multi_thread{{.workers = A + B}};
}

[[async::main(make<1, 1>())]] async::task<int> start() {
  std::puts("two workers"); // OUT: two workers
  co_return 0;
}
// CHECK: auto&& main_runtime = make<1, 1>();
