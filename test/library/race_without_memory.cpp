// Whichever frame of a race finds no memory: an error, and nobody is left behind.
// RUN: %run %s | grep -x 'fine'
#include <async/async.hpp>
#include <async/frame_resource.hpp>
#include <cstdio>
#include <memory_resource>
#include <new>
using namespace std::chrono_literals;
struct limited : std::pmr::memory_resource {
  long left = -1;
  void* do_allocate(std::size_t n, std::size_t align) override {
    if (left == 0) throw std::bad_alloc();
    if (left > 0) --left;
    return std::pmr::new_delete_resource()->allocate(n, align);
  }
  void do_deallocate(void* p, std::size_t n, std::size_t align) override {
    std::pmr::new_delete_resource()->deallocate(p, n, align);
  }
  bool do_is_equal(memory_resource const& o) const noexcept override { return this == &o; }
} pool;
async::task<int> nap(int i) {
  co_await async::sleep_for(1ms);
  co_return i;
}
async::task<void> run() { static_cast<void>(co_await async::race(nap(1), nap(2), nap(3))); }
int main() {
  async::set_frame_resource(pool);
  async::current_thread loop;
  for (int at = 0;; ++at) {
    pool.left = -1;
    bool failed = false;
    auto whole = [&]() -> async::task<void> {
      pool.left = at;
      try {
        co_await run();
      } catch (std::bad_alloc const&) {
        failed = true;
      }
      pool.left = -1;
    };
    loop.block_on(whole());
    if (!failed) return std::puts(at > 5 ? "fine" : "too few"), 0;
  }
}
