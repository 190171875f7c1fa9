// A race for one of whose tasks there is no memory ends with std::bad_alloc, not with what the tasks end with that it stops then.
// What a task gave before is not lost.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <async/frame_resource.hpp>
#include <atomic>
#include <cstdio>
#include <memory_resource>
#include <new>
#include <vector>

/// Fails once: what was asked for before that, and is stopped, has memory to end with.
class scarce : public std::pmr::memory_resource {
 public:
  std::atomic<long> left{1 << 20};

 private:
  void* do_allocate(std::size_t n, std::size_t align) override {
    if (left.fetch_sub(1) == 0) throw std::bad_alloc();
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
async::task<int> for_ever() {
  for (;;) co_await async::this_task::yield();
}
template <class First, class Second>
async::task<void> go(First first, Second second) {
  int given = 0, failed = 0;
  for (long more = 0; more < 40; ++more) {
    try {
      auto a = first(), b = second();
      memory.left = more;
      auto const winner = co_await async::race(std::move(a), std::move(b));
      given += winner.index() == 1 ? std::get<1>(winner) : 0;
    } catch (std::bad_alloc const&) {
      ++failed;
    }
    memory.left = 1 << 20;
  }
  std::printf("%s, %s\n", given ? "given" : "not given", failed ? "some failed" : "none failed");
}
int main() {
  async::set_frame_resource(memory);
  {
    async::current_thread loop;
    loop.block_on(go(for_ever, [] { return one(2); }));  // CHECK: given, some failed
  }
  async::multi_thread pool({.workers = 2});
  pool.block_on(go(for_ever, [] { return one(2); }));  // CHECK: given, some failed
}
