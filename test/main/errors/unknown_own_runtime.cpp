// The runtimes that the file declares itself are among those that would do.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct plain_loop : async::current_thread {};
namespace lib {
struct loop : plain_loop {};
}
// CHECK: errors/unknown_own_runtime.cpp:[[@LINE+1]]:15: error: no runtime is called 'plain_lop' here; the runtimes are: plain_loop, lib::loop, async::multi_thread, async::current_thread; did you mean 'plain_loop'? [async-main-runtime-unknown]
[[async::main(plain_lop)]] async::task<int> go() { co_return 0; }
