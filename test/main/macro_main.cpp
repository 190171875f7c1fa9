// A coroutine called main whose annotation is a macro moves as a whole.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
#define ASYNC_MAIN [[async::main(async::current_thread)]]
// CHECK: namespace async_main {
// CHECK: async::task<int> main() { co_return 0; }
// CHECK: } // namespace async_main
ASYNC_MAIN
async::task<int> main() { co_return 0; }
// CHECK: ::async_main::main();
