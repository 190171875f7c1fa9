// RUN: not %check 2>&1 | FileCheck %s
#include "../Inputs/traced.hpp"
async::task<int> take(traced t);
START {
  // CHECK: errors/discarded_task.cpp:[[@LINE+1]]:9: error: the task of 'take' is discarded, and with it parameter 't' of type 'traced'{{.*}}[async-drop-discarded-task]
  (void)take(traced{"t"});
  co_await take(traced{"u"});
}
