// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct a {
  // CHECK: errors/arguments.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'close', which nobody can call at the end of a scope: a drop takes no argument, or one 'std::exception_ptr const&' [async-drop-arguments]
  [[async::drop]] async::task<void> close(int);
};
struct b {
  // CHECK: errors/arguments.cpp:[[@LINE+1]]:12: error: {{.*}}[async-drop-arguments]
  [[async::drop]] async::task<void> close(std::exception_ptr);
};
struct c {
  // CHECK: errors/arguments.cpp:[[@LINE+2]]:12: error: {{.*}}[async-drop-arguments]
  template <class T>
  [[async::drop]] async::task<void> close();
};
struct d {
  // CHECK: errors/arguments.cpp:[[@LINE+1]]:12: error: {{.*}}[async-drop-arguments]
  [[async::drop]] async::task<void> close(std::exception_ptr const&, int);
};
// Arguments that have defaults are no obstacle, nor is the error.
// CHECK-NOT: error:
struct e {
  e(e&&) = delete;
  [[async::drop]] async::task<void> close(int = 0);
};
struct f {
  f(f&&) = delete;
  [[async::drop]] async::task<void> close(std::exception_ptr const&);
};
