// RUN: %lower | FileCheck %s
// RUN: env STATUS=3 %run %s
#include <async/async.hpp>
// CHECK: auto&& main_runtime = async::multi_thread{{[{][{]}}.workers = 4, .handle_signals = false}};
[[async::main(async::multi_thread{{.workers = 4, .handle_signals = false}})]]
async::task<short> start() { co_return 3; }
