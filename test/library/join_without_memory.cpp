// A join, too, ends with std::bad_alloc where there is no memory for a task of its own; on one thread, and on several.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include "Inputs/scarce.hpp"
#include <cstdio>

// Not for ever: what has failed is told of.
static scarce memory(scarce::from_then_on);

async::task<int> one(int n) {
  co_await async::this_task::yield();
  co_return n;
}
async::task<int> joined(long more) {
  auto a = one(1), b = one(2), c = one(3);
  memory.left = more;
  auto [x, y, z] = co_await async::join(std::move(a), std::move(b), std::move(c));
  co_return x + y + z;
}
async::task<void> go() {
  int failed = 0, sum = 0;
  for (long more = 0; more < 200; ++more) {
    memory.left = scarce::plenty;
    try {
      sum = co_await joined(more % 20);
    } catch (std::bad_alloc const&) {
      ++failed;
    }
    memory.left = scarce::plenty;
  }
  std::printf("%d %s\n", sum, failed ? "some failed" : "none failed");
}
int main() {
  async::set_frame_resource(memory);
  {
    async::current_thread loop;
    loop.block_on(go());  // CHECK: 6 some failed
  }
  async::multi_thread pool({.workers = 2});
  pool.block_on(go());  // CHECK: 6 some failed
}
