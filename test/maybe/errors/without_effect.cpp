// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -w 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -Wno-async-maybe-without-effect 2>&1 | count 0
// RUN: not %asyncc --check %s -- %flags -Werror 2>&1 | FileCheck %s --check-prefix=ERROR
#include <async/async.hpp>
// CHECK-DAG: errors/without_effect.cpp:[[@LINE+3]]:17: warning: {{\[\[}}async::maybe]] on class 's' changes nothing: no result there is async::maybe<…>; remove it, or make a result async::maybe<M, T> [async-maybe-without-effect]
// ERROR-DAG: errors/without_effect.cpp:[[@LINE+2]]:17: error: {{.*}}on class 's'{{.*}}[async-maybe-without-effect]
template <async::mode M>
struct [[async::maybe]] s {
  int f() { return 1; }
};
// CHECK-DAG: errors/without_effect.cpp:[[@LINE+2]]:10: warning: {{.*}}on 'f' changes nothing{{.*}}[async-maybe-without-effect]
template <async::mode M>
[[async::maybe]] int f() { return 1; }
// CHECK-NOT: 'has_effect'
template <async::mode M>
[[async::maybe]] async::maybe<M, int> has_effect() { co_return 1; }
