// The values differ between base and override; through a second base; a plain override of a maybe-async one.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct root {
  virtual async::maybe<M, int> f(int) = 0;
};
template <async::mode M>
struct [[async::maybe]] middle : root<M> {
  virtual async::maybe<M, void> g() { co_return; }
};
template <async::mode M>
struct [[async::maybe]] leaf : middle<M> {
  // CHECK: errors/override_value.cpp:[[@LINE+1]]:25: error: the result of 'f' is 'async::maybe<M, long>', but it overrides a function of 'root' whose result is 'async::maybe<M, int>'{{.*}}[async-maybe-override]
  async::maybe<M, long> f(int) override { co_return 1; }
  // CHECK: errors/override_value.cpp:[[@LINE+1]]:8: error: the result of 'g' is 'void', but it overrides a function of 'middle'{{.*}}[async-maybe-override]
  void g() override {}
};
