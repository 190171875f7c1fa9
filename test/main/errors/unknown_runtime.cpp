// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/unknown_runtime.cpp:[[@LINE+1]]:15: error: {{.*}}no runtime is called 'async::multi_tread' here; the runtimes are: async::multi_thread, async::current_thread; did you mean 'async::multi_thread'?{{.*}}[async-main-runtime-unknown]
[[async::main(async::multi_tread)]] async::task<int> go() { co_return 0; }
