// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/special_member.cpp:[[@LINE+1]]:12: error: {{\[\[}}async::maybe]] marks a constructor, which cannot await; use a static factory function, or a drop [async-maybe-special-member]
  [[async::maybe]] s();
  // CHECK: errors/special_member.cpp:[[@LINE+1]]:12: error: {{.*}}marks a destructor{{.*}}[async-maybe-special-member]
  [[async::maybe]] ~s();
  async::maybe<M, int> f() { co_return 1; }
};
