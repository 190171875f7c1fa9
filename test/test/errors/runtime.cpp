// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/runtime.cpp:[[@LINE+1]]:10: error: an argument of {{\[\[}}async::test]] on 'reads' is empty{{.*}}[async-test-no-runtime]
[[async::test(async::multi_thread, )]] async::task<void> reads() { co_return; }
// CHECK: errors/runtime.cpp:[[@LINE+1]]:36: error: no runtime is called 'async::multi_tread' here{{.*}}did you mean 'async::multi_thread'?
[[async::test(async::multi_thread, async::multi_tread)]] async::task<void> writes() { co_return; }
