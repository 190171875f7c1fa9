// An exception that escapes is printed with its type: status 1.
// RUN: env STATUS=1 %run %s 2>&1 | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <stdexcept>
// OUT: {{.*}}std::runtime_error{{.*}}no luck
[[async::main]] async::task<int> start() {
  throw std::runtime_error("no luck");
  co_return 0;
}
