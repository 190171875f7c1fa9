// What a compiler says of the argument is found where the argument stands.
// RUN: not %asyncc g++ %flags -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not %asyncc clang++-19 %flags -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=CLANG
#include <async/async.hpp>
// CHECK: argument_position.cpp:8:
// CLANG: argument_position.cpp:8:{{36|16}}: error:

 [[async::main(async::multi_thread{{.worker = 4}})]] async::task<int> go() { co_return 0; }
