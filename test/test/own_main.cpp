// A program may have a main of its own, which runs the tests among other things; that of async::test_main is not linked then.
// RUN: %run %s %build/runtime/libasync_test_main.a | FileCheck %s
#include <async/async.hpp>
#include <async/testing/test.hpp>
#include <cstdio>
[[async::test]] async::task<void> one() { co_return; }
int main(int argc, char** argv) {
  std::puts("mine");
  return async::testing::run_tests(argc, argv);
}
// CHECK: mine
// CHECK: ok     one
