// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -w 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -Wno-async-drop-movable 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -Wno-async-other 2>&1 | FileCheck %s
// RUN: not %asyncc --check %s -- %flags -Werror 2>&1 | FileCheck %s --check-prefix=ERROR
#include <async/async.hpp>
struct a {
  // CHECK: errors/movable.cpp:[[@LINE+2]]:12: warning: 'a' can be moved from, and a moved-from object is dropped, too; write {{\[\[}}async::drop(p)]] with a member p that is false then [async-drop-movable]
  // ERROR: errors/movable.cpp:[[@LINE+1]]:12: error: 'a' can be moved from{{.*}}[async-drop-movable]
  [[async::drop]] async::task<void> close() { co_return; }
};
// No warning for a type that cannot be moved, or that can tell.
// CHECK-NOT: warning:
struct b {
  b(b&&) = delete;
  [[async::drop]] async::task<void> close() { co_return; }
};
struct c {
  bool open;
  [[async::drop(open)]] async::task<void> close() { co_return; }
};
