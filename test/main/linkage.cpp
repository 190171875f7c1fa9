// main in a linkage specification, with braces here and without in Inputs, is at global scope.
// RUN: %lower | FileCheck %s
// RUN: %run %s
// RUN: %asyncc --no-line %S/Inputs/linkage_without_braces.cpp -- %flags | FileCheck %s --check-prefix=BARE
// RUN: %run %S/Inputs/linkage_without_braces.cpp
#include <async/async.hpp>
// CHECK: extern "C++" {
// CHECK-NEXT: namespace async_main {
// CHECK: async::task<int> main() { co_return 0; }
extern "C++" {
[[async::main(async::current_thread)]]
async::task<int> main() { co_return 0; }
}
// CHECK: ::async_main::main();
// BARE: namespace async_main {
// BARE: extern "C++" async::task<int> main() { co_return 0; }
