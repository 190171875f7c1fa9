// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
using alias = struct {
  // CHECK: errors/unnamed_class.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'close' of a class without a name, which no other code can drop; name the class [async-drop-unnamed-class]
  [[async::drop]] async::task<void> close() { co_return; }
};
