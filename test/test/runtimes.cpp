// A test on each of the runtimes that the annotation names: namespaces, types and expressions.
// RUN: %lower | FileCheck %s
// RUN: %run %s %build/runtime/libasync_test_main.a | FileCheck %s --check-prefix=OUT
// RUN: %t.g++ --list | FileCheck %s --check-prefix=LIST
// RUN: %t.g++ pool::names | FileCheck %s --check-prefix=BOTH
#include <async/async.hpp>
#include <string>
template <int Workers, class Tag = void>
struct sized : async::multi_thread {
  sized() : async::multi_thread({.workers = Workers}) {}
  explicit sized(int) : sized() {}
};
namespace pool {
struct runtime : async::current_thread {};
async::multi_thread& shared() {
  static async::multi_thread rt{{.workers = 2}};
  return rt;
}
[[async::test(pool, runtime)]] async::task<bool> names() {
  co_return async::this_task::runtime().name() == "pool::runtime";
}
}  // namespace pool
// CHECK: async::testing::run_test(sized<2, int>{}, [] { return three(); });
// CHECK: async::testing::run_test(sized<1>(4), [] { return three(); });
// CHECK: async::testing::run_test(async::multi_thread{{[{][{]}}.workers = 1, .handle_signals = false}}, [] { return three(); });
[[async::test(sized<2, int>, sized<1>(4), async::multi_thread{{.workers = 1, .handle_signals = false}},
              pool::shared())]]
async::task<void> three() {
  co_await async::spawn([]() -> async::task<void> { co_return; }());
}
#define ON(R) [[async::test(R)]]
ON(async::multi_thread) async::task<void> from_macro() { co_return; }
// OUT: ok     pool::names/pool
// OUT: ok     pool::names/runtime
// OUT: 7 tests, 0 failed
// LIST: {{^}}three/sized<2, int>{{$}}
// LIST: {{^}}three/sized<1>(4){{$}}
// LIST: {{^}}three/async::multi_thread{{[{][{]}}.workers = 1, .handle_signals = false}}{{$}}
// LIST: {{^}}three/pool::shared(){{$}}
// LIST: {{^}}from_macro/async::multi_thread{{$}}
// BOTH: ok     pool::names/pool
// BOTH: ok     pool::names/runtime
// BOTH: 2 tests, 0 failed
