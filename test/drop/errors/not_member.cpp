// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/not_member.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::drop]] marks 'close', which is no member function that ends an object's life; {{.*}}[async-drop-not-member]
[[async::drop]] async::task<void> close();
struct s {
  s(s&&) = delete;
  // CHECK: errors/not_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks 's'{{.*}}[async-drop-not-member]
  [[async::drop]] s();
  // CHECK: errors/not_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks '~s'{{.*}}[async-drop-not-member]
  [[async::drop]] ~s();
  // CHECK: errors/not_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'n'{{.*}}[async-drop-not-member]
  [[async::drop]] int n;
  // CHECK: errors/not_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks 'operator int'{{.*}}[async-drop-not-member]
  [[async::drop]] operator int();
};
// CHECK: errors/not_member.cpp:[[@LINE+1]]:17: error: {{.*}}marks 'c'{{.*}}[async-drop-not-member]
struct [[async::drop]] c {};
