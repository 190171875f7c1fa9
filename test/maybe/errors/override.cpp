// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct base {
  virtual int f() = 0;
  virtual async::maybe<M, int> g() = 0;
  virtual int h(int) = 0;
};
template <async::mode M>
struct [[async::maybe]] derived : base<M> {
  // CHECK: errors/override.cpp:[[@LINE+2]]:24: error: the result of 'f' is 'async::maybe<M, int>', but it overrides a function of 'base' whose result is 'int'; an override has the same result in every mode, so make both async::maybe<M, T>, or neither [async-maybe-override]
  // CHECK: errors/override.cpp:5:15: note: the function that it overrides
  async::maybe<M, int> f() override { co_return 1; }
  // An overload overrides nothing.
  // CHECK-NOT: error:
  async::maybe<M, int> g() override { co_return 1; }
  async::maybe<M, int> h() { co_return 1; }
};
