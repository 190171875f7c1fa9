// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct s {
  bool open;
  [[async::drop(open)]] async::task<void> close();
  // CHECK: errors/twice.cpp:[[@LINE+2]]:12: error: class 's' has two drops, 'close' and 'end'; keep {{\[\[}}async::drop]] on one, and call the other from it [async-drop-twice]
  // CHECK: errors/twice.cpp:[[@LINE-2]]:43: note: the first one is here
  [[async::drop(open)]] async::task<void> end();
};
struct base {
  virtual ~base() = default;
  // CHECK: errors/twice.cpp:[[@LINE+5]]:12: error: class 'derived' has two drops, 'base::close' and 'stop'{{.*}}[async-drop-twice]
  // CHECK: errors/twice.cpp:[[@LINE+1]]:45: note: the first one is virtual, and is what is called; override it
  [[async::drop]] virtual async::task<void> close();
};
struct derived : base {
  [[async::drop]] async::task<void> stop();
};
// CHECK-NOT: error:
struct overrides : base {
  [[async::drop]] async::task<void> close() override;
};
