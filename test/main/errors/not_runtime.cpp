// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct settings {};
// CHECK: errors/not_runtime.cpp:[[@LINE+1]]:15: error: 'settings' is no runtime: it has no member function run(async::completion&), which a runtime has beside post(async::work_item&) noexcept; name a class that has both, or a namespace or an object of one [async-main-not-runtime]
[[async::main(settings)]] async::task<int> go() { co_return 0; }
