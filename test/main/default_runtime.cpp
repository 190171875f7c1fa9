// No annotation: a coroutine called main runs on the default runtime, which --runtime names.
// RUN: %lower | FileCheck %s
// RUN: %asyncc --no-line --runtime=humboldt %s -- %flags | %strip | FileCheck %s --check-prefix=FLAG
// RUN: %run %s
#include <async/async.hpp>
async::task<int> main() { co_return 0; }
// CHECK: // a coroutine called main: builds the runtime and runs main on it
// CHECK: auto&& main_runtime = async::multi_thread{};
// FLAG: auto&& main_runtime = humboldt::runtime{};
namespace humboldt {
class runtime : public async::current_thread {};
}  // namespace humboldt
