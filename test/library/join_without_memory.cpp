// A join, too, ends with std::bad_alloc where there is no memory for a task of its own; on one thread, and on several.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <async/frame_resource.hpp>
#include <atomic>
#include <cstdio>
#include <memory_resource>
#include <new>
#include <vector>

/// Fails from some request on, but not for ever: what has failed is told of.
class scarce : public std::pmr::memory_resource {
 public:
  std::atomic<long> left{1 << 20};

 private:
  void* do_allocate(std::size_t n, std::size_t align) override {
    if (left.fetch_sub(1) <= 0) throw std::bad_alloc();
    return std::pmr::new_delete_resource()->allocate(n, align);
  }
  void do_deallocate(void* p, std::size_t n, std::size_t align) override {
    std::pmr::new_delete_resource()->deallocate(p, n, align);
  }
  bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }
};
static scarce memory;

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
    memory.left = 1 << 20;
    try {
      sum = co_await joined(more % 20);
    } catch (std::bad_alloc const&) {
      ++failed;
    }
    memory.left = 1 << 20;
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
