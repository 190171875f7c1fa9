// An annotation that comes out of a macro is lowered where the macro is used.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#define START(name) [[async::main]] async::task<int> name()
// CHECK: async::task<int> go() { std::puts("here"); co_return 0; }
// OUT: here
START(go) { std::puts("here"); co_return 0; }
