// Headers that -include brings in are lowered, in their order.
// RUN: %run %s -include %S/Inputs/value.hpp -include %S/Inputs/forced.hpp | FileCheck %s
// RUN: %asyncc --no-line %s -- %flags -include %S/Inputs/value.hpp -include %S/Inputs/forced.hpp | FileCheck %s --check-prefix=TEXT
// RUN: %asyncc --check %s -- %flags -include async/async.hpp -DNOTHING 2>&1 | count 0
#ifndef NOTHING
#include <cstdio>
[[async::main]] async::task<void> main() {
  closing c{VALUE};
  std::printf("%d %d\n", c.value, __LINE__);
  co_return;
}
#endif
// CHECK: 7 9
// TEXT: #include "{{.*}}/Inputs/value.hpp"
// TEXT: struct closing {
// TEXT: async_drop(closing& self)
