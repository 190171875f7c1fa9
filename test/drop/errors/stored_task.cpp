// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
async::task<int> use(res r);
async::task<void> f(res mine) {
  // CHECK: errors/stored_task.cpp:[[@LINE+1]]:8: error: 'late' keeps a call of 'use', which is never awaited, so its parameter 'r' of type 'res' is never dropped; await it [async-drop-stored-task]
  auto late = use(std::move(mine));
  co_return;
}
// CHECK-NOT: error:
async::task<int> g(res mine) {
  auto later = use(std::move(mine));
  co_return co_await std::move(later);
}
async::task<int> h(res mine) {
  async::task<int> later = use(std::move(mine));
  co_return co_await later;
}
