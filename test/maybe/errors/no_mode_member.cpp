// A marked member of a plain class and a marked union have no mode.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
struct plain {
  // CHECK: errors/no_mode_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'f', which has no mode parameter{{.*}}[async-maybe-no-mode]
  [[async::maybe]] async::maybe<async::blocking, int> f() { return 1; }
};
// CHECK: errors/no_mode_member.cpp:[[@LINE+1]]:16: error: {{.*}}marks 'u', which has no mode parameter{{.*}}[async-maybe-no-mode]
union [[async::maybe]] u {
  int n;
};
