// Whichever declaration names the runtime, that is it.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
[[async::main]] async::task<int> start();
[[async::main(async::current_thread)]] async::task<int> start() { co_return 0; }
// CHECK: main_runtime = async::current_thread{};
