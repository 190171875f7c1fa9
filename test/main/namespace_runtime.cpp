// A coroutine called main, on the runtime of a namespace: it keeps its name in a namespace of its own.
// RUN: %lower | FileCheck %s
// RUN: env STATUS=42 %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

namespace humboldt {
class runtime : public async::current_thread {};
}

// CHECK: // the work
// CHECK-NEXT: async::task<int> work() { co_return 42; }
// the work
async::task<int> work() { co_return 42; }

// CHECK: namespace async_main {
// CHECK-NOT: {{\[\[async}}
// CHECK: async::task<int> main(int argc, char** argv) {
// CHECK: } // namespace async_main
[[async::main(humboldt)]]
async::task<int> main(int argc, char** argv) {
  auto result = async::spawn(work());
  // OUT: main 1 1 24 humboldt
  std::printf("%s %d %d %d %.8s\n", __func__, argc, argv[0] != nullptr, __LINE__,
              async::this_task::runtime().name().data());
  co_return co_await result;
}
// CHECK: int main(int argc, char** argv) {
// CHECK-NEXT: auto&& main_runtime = humboldt::runtime{};
// CHECK-NEXT: return async::run_main(main_runtime, [&] { return ::async_main::main(argc, argv); });
