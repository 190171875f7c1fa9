// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/unnamed_parameter.cpp:[[@LINE+1]]:31: error: a template parameter of maybe-async 's' has no name, and the blocking form has to name it; give it one [async-maybe-unnamed-parameter]
template <async::mode M, class>
struct [[async::maybe]] s {
  async::maybe<M, int> f() { co_return 1; }
};
