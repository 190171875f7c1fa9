// An lvalue of a runtime: evaluated after static initialisation, not copied.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
namespace app {
async::current_thread loop;
// The argument's names belong to the scope of the annotation.
// CHECK: static int async_main_start(int argc, char** argv) {
// CHECK-NEXT: auto&& main_runtime = loop;
// CHECK: int main(int argc, char** argv) { return ::app::async_main_start(argc, argv); }
[[async::main(loop)]] async::task<int> start(int, char**) {
  co_return async::this_task::runtime() == async::runtime_ref(loop) ? 0 : 1;
}
}  // namespace app
