// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M, class T>
struct codec;
template <async::mode M>
// CHECK: errors/specialization.cpp:[[@LINE+1]]:17: error: {{.*}}marks a specialization of 'codec'{{.*}}[async-maybe-specialization]
struct [[async::maybe]] codec<M, char> {
  async::maybe<M, int> f() { co_return 1; }
};
// CHECK: errors/specialization.cpp:[[@LINE+1]]:17: error: {{.*}}marks 'plain', which has no mode parameter{{.*}}[async-maybe-no-mode]
struct [[async::maybe]] plain {
  int f();
};
