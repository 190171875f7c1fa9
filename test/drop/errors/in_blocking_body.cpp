// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> forward(int n) {
    // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:9: error: 'r' of type 'res' has an async drop, but 'forward' also has to run in blocking modes, where nothing can await it [async-drop-in-blocking-body]
    res r{n};
    // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:22: note: its life ends here
    return other(r.n_);
  }
  async::maybe<M, int> other(int n) { co_return n; }
};
