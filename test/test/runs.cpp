// Every test runs, by name, by pattern, or all of them; what fails says so, with its place.
// RUN: %lower | FileCheck %s
// RUN: env STATUS=1 %run %s %build/runtime/libasync_test_main.a > %t.out 2>&1
// RUN: FileCheck %s --check-prefix=OUT < %t.out
// RUN: %t.g++ --list | FileCheck %s --check-prefix=LIST
// RUN: %t.g++ net::reads 'net::n*' | FileCheck %s --check-prefix=CHOSEN
// RUN: not %t.g++ net::wrong 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not %t.g++ --lst 2>&1 | FileCheck %s --check-prefix=OPTION
#include <async/async.hpp>
#include <stdexcept>
// CHECK: {{^}}async::task<void> plain() {
[[async::test]] async::task<void> plain() { co_await async::this_task::yield(); }
namespace net {
namespace {
[[async::test]] async::task<void> reads() {
  if (async::this_task::runtime().name() != "async::current_thread") throw 1;
  co_return;
}
}  // namespace
[[nodiscard, async::test]] static async::task<void> never() { co_return; }
inline namespace v1 {
[[async::test]] async::task<void> throws() {
  co_await async::this_task::yield();
  throw std::runtime_error("boom");
}
}  // namespace v1
[[async::test]] async::task<void> is_cancelled() { throw async::cancelled(); co_return; }
[[using async: test]] async::task<void> by_value() { throw 3; co_return; }
}  // namespace net
// CHECK: static async::testing::test_case async_test_plain{"plain", __FILE__, [[#]], [] { async::testing::run_test(async::current_thread{}, [] { return plain(); }); }};
// CHECK: namespace net { namespace {
// CHECK: // {{\[\[}}async::test]]: reads is a test
// CHECK-NEXT: static async::testing::test_case async_test_reads{"net::reads", __FILE__, [[#]], [] {
// OUT: run    plain
// OUT: ok     plain
// OUT: ok     net::reads
// OUT: ok     net::never
// OUT: FAILED net::throws
// OUT: 6 tests, 3 failed
// OUT-DAG: runs.cpp:22: error: net::throws ended with std::runtime_error: boom
// OUT-DAG: runs.cpp:27: error: net::is_cancelled ended with async::cancelled
// OUT-DAG: runs.cpp:28: error: net::by_value ended with int
// LIST: {{^}}plain
// LIST-NEXT: {{^}}net::reads
// LIST-NEXT: {{^}}net::never
// LIST-NEXT: {{^}}net::throws
// LIST-NEXT: {{^}}net::is_cancelled
// LIST-NEXT: {{^}}net::by_value
// CHOSEN: ok     net::reads
// CHOSEN: ok     net::never
// CHOSEN: 2 tests, 0 failed
// WRONG: no test is called 'net::wrong'; --list prints their names
// OPTION: unknown option '--lst'
