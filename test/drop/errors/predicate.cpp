// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct a {
  // CHECK: errors/predicate.cpp:[[@LINE+1]]:17: error: 'open' is no data member of 'a' and no const member function without arguments; {{\[\[}}async::drop(p)]] drops an object only while its p is true [async-drop-predicate]
  [[async::drop(open)]] async::task<void> close();
};
struct without {
  // CHECK: errors/predicate.cpp:[[@LINE+1]]:12: error: '()' is no data member of 'without'{{.*}}[async-drop-predicate]
  [[async::drop()]] async::task<void> close();
};
struct b {
  bool open();
  // CHECK: errors/predicate.cpp:[[@LINE+1]]:17: error: 'open' is no data member of 'b'{{.*}}[async-drop-predicate]
  [[async::drop(open)]] async::task<void> close();
};
struct c {
  bool shut;
  // CHECK: errors/predicate.cpp:[[@LINE+1]]:17: error: '!shut' is no data member of 'c'{{.*}}[async-drop-predicate]
  [[async::drop(!shut)]] async::task<void> close();
};
// A private one is fine, and so is one of a base class.
// CHECK-NOT: error:
struct base {
  bool open() const;
};
struct d : base {
  [[async::drop(open)]] async::task<void> close();
};
class e {
 public:
  [[async::drop(open_)]] async::task<void> close();

 private:
  bool open_;
};
