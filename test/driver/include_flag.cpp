// A header that only -include brings in has no place in the text where its lowered form could stand.
// RUN: not %asyncc --check %s -- %flags -include %S/Inputs/forced.hpp 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -DDIRECTLY 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -include async/async.hpp -DNOTHING 2>&1 | count 0
// CHECK: Inputs/forced.hpp:1:1: error: '{{.*}}/Inputs/forced.hpp' has to be lowered, but no #include of this file brings it in (it comes by -include or from a system header); include it with an #include directive [async-include-flag]
#ifdef DIRECTLY
#include "Inputs/forced.hpp"
#endif
#ifndef NOTHING
async::task<void> f(closing*) { co_return; }
#endif
