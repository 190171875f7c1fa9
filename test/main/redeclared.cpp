// A second declaration of the same function is not a second main; the mark stands on the first.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
namespace {
[[async::main(async::current_thread)]] async::task<int> start();
}
namespace {
async::task<int> start() { co_return 0; }
}
// CHECK: int main() {
// CHECK-NOT: int main()
