// An override of a base in a fixed mode.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct base {
  virtual ~base() = default;
  virtual async::maybe<M, int> f() = 0;
};
template <async::mode M>
struct [[async::maybe]] derived : base<async::suspending> {
  // CHECK: override_mode.cpp:[[@LINE+1]]:24: error: {{.*}}'f'{{.*}}[async-maybe-override]
  async::maybe<M, int> f() override { co_return 1; }
};
