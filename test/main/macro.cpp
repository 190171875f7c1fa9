// The whole annotation may come from a macro; foreign attributes of the same [[ ]] stay.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
#define ON(R) [[async::main(R)]]
// CHECK-NOT: {{^ON}}
// CHECK: {{\[\[nodiscard\]\]}} inline int seven()
[[nodiscard]] inline int seven() { return 7; }
ON(async::current_thread)
async::task<int> start() { co_return seven() - 7; }
// CHECK: auto&& main_runtime = async::current_thread{};
