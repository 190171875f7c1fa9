// --runtime=R:HEADER also includes a header for it.
// RUN: %asyncc --no-line --runtime=far::runtime:%source/test/main/Inputs/far.hpp %s -- %flags | %strip | FileCheck %s
#include <async/async.hpp>
// CHECK: #include "{{.*}}far.hpp"
// CHECK: auto&& main_runtime = far::runtime{};
[[async::main]] async::task<int> start() { co_return 0; }
