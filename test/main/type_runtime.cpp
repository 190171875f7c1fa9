// A type means T{}; the function may have any name and stays where it is; an awaitable will do.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

// CHECK: async::task<void> serve() {
// CHECK-NOT: namespace async_main
async::task<void> serve() {
  std::puts("served"); // OUT: served
  co_return;
}

// CHECK: static async::task<void> start() { return serve(); }
[[async::main(async::current_thread)]] static async::task<void> start() { return serve(); }
// CHECK: auto&& main_runtime = async::current_thread{};
// CHECK: return ::start();
