// A definition of an unmarked class outside of it.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct plain {
  async::maybe<M, int> get();
};
template <async::mode M>
// CHECK: errors/unmarked_out_of_line.cpp:[[@LINE+1]]:32: error: 'get' awaits{{.*}}[async-maybe-unmarked]
async::maybe<M, int> plain<M>::get() { co_return 1; }
