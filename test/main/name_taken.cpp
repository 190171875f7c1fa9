// Names that asyncc makes never collide with the user's.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
int async_main = 1, main_runtime = 2;
[[async::main(async::current_thread)]] async::task<int> main() { co_return async_main + main_runtime - 3; }
// CHECK: namespace async_main2
// CHECK: auto&& main_runtime2 =
