// Arguments that are no objects of a class: told where they stand, and not by the compiler in the library.
// RUN: for a in 'int' '3' 'nullptr' '"x"' 'count' 'kind' 'one' 'make' 'async::current_thread*' 'async::main'; do \
// RUN:   sed "s/RUNTIME/$a/" %s > %t.cpp; not %asyncc --check %t.cpp -- %flags 2>&1; done | FileCheck %s
#include <async/async.hpp>
using count = int;
enum kind { one };
async::current_thread make() { return {}; }
// CHECK: :14:15: error: 'int' is no runtime: it has no member function run(async::completion&), which a runtime has beside post(async::work_item&) noexcept; name a class that has both, or a namespace or an object of one [async-main-not-runtime]
// CHECK: :14:15: error: '3' is no runtime
// CHECK: :14:15: error: 'nullptr' is no runtime
// CHECK: :14:15: error: '"x"' is no runtime
// CHECK: :14:15: error: 'count' is no runtime
// CHECK: :14:15: error: 'kind' is no runtime
[[async::main(RUNTIME)]] async::task<int> go() { co_return 0; }
// CHECK: :14:15: error: 'one' is no runtime
// CHECK: :14:15: error: 'make' is no runtime
// CHECK: :14:15: error: 'async::current_thread*' is no runtime
// CHECK: :14:15: error: no runtime is called 'async::main' here
