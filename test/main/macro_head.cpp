// A macro that is the whole head of main is written out, and main is called main there.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#define APP(runtime) [[async::main(runtime)]] async::task<int> main()
// CHECK: namespace async_main {
// CHECK: async::task<int> main() { std::puts(__func__); co_return 0; }
// OUT: main
APP(async::current_thread) { std::puts(__func__); co_return 0; }
