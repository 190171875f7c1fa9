// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
void f() {
  // CHECK: errors/misplaced.cpp:[[@LINE+1]]:12: error: {{.*}}has no effect in this place{{.*}}[async-misplaced-attribute]
  [[async::drop]] f();
}
void behind_parameters() {
  int n = 1;
  // CHECK: errors/misplaced.cpp:[[@LINE+2]]:27: error: {{.*}}has no effect in this place{{.*}}[async-misplaced-attribute]
  // CHECK: errors/misplaced.cpp:[[@LINE+1]]:27: note: on a lambda it stands between the captures, or the template parameters, and the parameters: [x] {{\[\[}}async::closure]] () { … }
  auto l = [n]() [[async::closure]] -> async::task<int> { co_return n; };
  static_cast<void>(l);
}
