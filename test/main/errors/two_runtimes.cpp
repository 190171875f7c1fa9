// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/two_runtimes.cpp:[[@LINE+1]]:15: error: 'async::current_thread, async::multi_thread' names more than one runtime, and one runs the program; leave one of them [async-main-two-runtimes]
[[async::main(async::current_thread, async::multi_thread)]] async::task<int> go() { co_return 0; }
