// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/variadic.cpp:[[@LINE+1]]:24: error: 'f' is maybe-async, but a coroutine cannot take C-style variable arguments; use a template parameter pack [async-maybe-variadic]
  async::maybe<M, int> f(int, ...);
};
