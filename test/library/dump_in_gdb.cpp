// A debugger shows what the tasks wait for, also where the library was built without debug information.
// RUN: %asyncc g++ %flags -g %s -o %t %library
// RUN: gdb -batch -ex 'break hook' -ex run -ex "call (void)'async::dump_tasks()'()" -ex kill %t 2>&1 | FileCheck %s
#include <async/async.hpp>
extern "C" [[gnu::noinline]] void hook() { asm volatile(""); }
async::task<void> waits() { co_await async::sleep_for(std::chrono::seconds(100)); }
async::task<void> stops() {
  hook();
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  async::spawn(waits()).detach();
  co_await async::this_task::yield();
  co_await stops();
}
// CHECK: awaits at {{.*}}dump_in_gdb.cpp:6 in waits()
