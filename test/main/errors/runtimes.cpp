// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
[[async::main(async::current_thread)]] async::task<void> go();
[[async::main(async::current_thread)]] async::task<void> go();
[[async::main]] async::task<void> go();
// CHECK: errors/runtimes.cpp:[[@LINE+2]]:10: error: 'go' is to run on 'async::multi_thread' here, but an earlier declaration of it says 'async::current_thread'; name the runtime on one of them [async-main-runtimes]
// CHECK: errors/runtimes.cpp:3:10: note: the first one is here
[[async::main(async::multi_thread)]] async::task<void> go() { co_return; }
