// A constructor template and a defaulted destructor cannot be marked.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct plain {
  template <class T>
  // CHECK: errors/special_member_template.cpp:[[@LINE+1]]:12: error: {{.*}}marks a constructor{{.*}}[async-maybe-special-member]
  [[async::maybe]] plain(T);
  // CHECK: errors/special_member_template.cpp:[[@LINE+1]]:12: error: {{.*}}marks a destructor{{.*}}[async-maybe-special-member]
  [[async::maybe]] ~plain() = default;
};
