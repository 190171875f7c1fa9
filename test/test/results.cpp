// Success is void, true, 0, and a type with has_value() that says so.
// RUN: env STATUS=1 %run %s %build/runtime/libasync_test_main.a > %t.out 2>&1
// RUN: FileCheck %s < %t.out
#include <async/async.hpp>
#include <string>
struct outcome {
  int v = 0;
  std::string e{};
  bool has_value() const { return e.empty(); }
  int operator*() const { return v; }
  std::string const& error() const { return e; }
};
struct derived : outcome {};
[[async::test]] async::task<bool> good() { co_return true; }
[[async::test]] async::task<bool> bad() { co_return false; }
[[async::test]] async::task<int> zero() { co_return 0; }
[[async::test]] async::task<long> four() { co_return 4; }
[[async::test]] async::task<outcome> value() { co_return outcome{}; }
[[async::test]] async::task<derived> status() { co_return derived{{7}}; }
[[async::test]] async::task<outcome> disk() { co_return outcome{0, "disk is full"}; }
static int global = 0;
[[async::test]] async::task<int&> reference() { co_return global; }
// A function that returns an awaitable will do, as for async::main.
[[async::test]] async::task<bool> forwarded() { return good(); }
// CHECK: ok     good
// CHECK: FAILED bad
// CHECK: ok     zero
// CHECK: FAILED four
// CHECK: ok     value
// CHECK: FAILED status
// CHECK: FAILED disk
// CHECK: ok     reference
// CHECK: ok     forwarded
// CHECK: 9 tests, 4 failed
// CHECK: bad returned false
// CHECK: four returned 4
// CHECK: status returned 7
// CHECK: disk is full
// CHECK: disk returned an error
