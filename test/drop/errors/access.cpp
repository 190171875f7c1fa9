// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
class s {
  // CHECK: errors/access.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'close', which is not public{{.*}}; make it public [async-drop-access]
  [[async::drop]] async::task<void> close();
};
class t {
 protected:
  // CHECK: errors/access.cpp:[[@LINE+1]]:12: error: {{.*}}[async-drop-access]
  [[async::drop]] async::task<void> close();
};
