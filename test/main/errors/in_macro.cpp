// An annotation that is part of a larger macro cannot be taken out of it: both places are named.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/in_macro.cpp:[[@LINE+3]]:1: error: {{.*}}macro 'START'{{.*}}[async-in-macro]
// CHECK: errors/in_macro.cpp:[[@LINE+1]]:21: note: in this macro definition
#define START(name) [[async::main]] async::task<int> name()
START(go) { co_return 0; }
