// A race for one of whose tasks there is no memory ends with std::bad_alloc, not with what the tasks end with that it stops then.
// What a task gave before is not lost.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include "Inputs/scarce.hpp"
#include <cstdio>

// Once: what was asked for before that, and is stopped, has memory to end with.
static scarce memory(scarce::once);

async::task<int> one(int n) {
  co_await async::this_task::yield();
  co_return n;
}
async::task<int> for_ever() {
  for (;;) co_await async::this_task::yield();
}
async::task<void> go() {
  int given = 0, failed = 0;
  for (long more = 0; more < 40; ++more) {
    try {
      auto a = for_ever(), b = one(2);
      memory.left = more;
      auto const winner = co_await async::race(std::move(a), std::move(b));
      given += winner.index() == 1 ? std::get<1>(winner) : 0;
    } catch (std::bad_alloc const&) {
      ++failed;
    }
    memory.left = scarce::plenty;
  }
  std::printf("%s, %s\n", given ? "given" : "not given", failed ? "some failed" : "none failed");
}
int main() {
  async::set_frame_resource(memory);
  {
    async::current_thread loop;
    loop.block_on(go());  // CHECK: given, some failed
  }
  async::multi_thread pool({.workers = 2});
  pool.block_on(go());  // CHECK: given, some failed
}
