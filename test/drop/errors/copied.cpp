// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct handle {
  handle();
  handle(handle const&);
  // CHECK: errors/copied.cpp:[[@LINE+1]]:12: warning: 'handle' can be copied but not moved, so a coroutine's parameter or result is copied from an object that is destroyed without its drop; write a move constructor that leaves nothing to drop, and {{\[\[}}async::drop(p)]] with a member p that tells, or delete the copy constructor [async-drop-copied]
  [[async::drop]] async::task<void> release();
};
struct with_predicate {
  with_predicate(with_predicate const&);
  // CHECK: :[[@LINE+1]]:12: warning: 'with_predicate' can be copied but not moved{{.*}}[async-drop-copied]
  [[async::drop(open)]] async::task<void> release();
  bool open;
};
// CHECK-NOT: warning:
struct moved {
  moved(moved const&);
  moved(moved&&) noexcept;
  [[async::drop(open)]] async::task<void> release();
  bool open;
};
struct neither {
  neither(neither const&) = delete;
  [[async::drop]] async::task<void> release();
};
