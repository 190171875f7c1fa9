// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct s {
  // CHECK: errors/static_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'close', a static member function, which has no object to drop; remove 'static' [async-drop-static-member]
  [[async::drop]] static async::task<void> close();
};
