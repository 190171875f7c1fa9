// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct s {
  bool open;
  [[async::drop(open)]] async::task<void> close();
  // CHECK: errors/twice.cpp:[[@LINE+2]]:12: error: class 's' has two drops, 'close' and 'end'; keep {{\[\[}}async::drop]] on one, and call the other from it [async-drop-twice]
  // CHECK: errors/twice.cpp:[[@LINE-2]]:43: note: the first one is here
  [[async::drop(open)]] async::task<void> end();
};
