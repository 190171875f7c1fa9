// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct s {
  async::task<void> close();
};
// CHECK: errors/out_of_line.cpp:[[@LINE+1]]:10: error: {{.*}}marks 'close' outside its class, where most users of the class cannot see it; mark the declaration in the class [async-drop-out-of-line]
[[async::drop]] async::task<void> s::close() { co_return; }
