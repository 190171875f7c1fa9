// Where frames come from and go to, between threads.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

async::task<int> one(int n) { co_return n; }
async::task<int> two(int n) { co_return co_await one(n) + co_await one(n); }

/// In MiB. Sanitizers keep memory that was freed.
std::size_t resident() {
#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)
  return 0;
#else
  std::size_t all = 0, here = 0;
  std::ifstream("/proc/self/statm") >> all >> here;
  return here * static_cast<std::size_t>(::getpagesize()) >> 20;
#endif
}

TEST(FramePool, FramesThatOneThreadMakesAndAnotherEndsAreUsedAgain) {
  std::mutex m;
  std::vector<async::task<int>> given;
  bool over = false;
  auto const pass = [&](int rounds) {
    std::vector<async::task<int>> made;
    for (int i = 0; i < rounds; ++i) {
      for (int n = 0; n < 1000; ++n) made.push_back(one(n));
      for (bool taken = false; !taken; std::this_thread::yield()) {
        std::lock_guard const hold(m);
        if (given.empty()) {
          given.swap(made);
          taken = true;
        }
      }
    }
  };
  std::thread ends([&] {
    for (std::vector<async::task<int>> taken; ; taken.clear()) {
      std::this_thread::yield();
      std::lock_guard const hold(m);
      taken.swap(given);
      if (over && taken.empty()) return;
    }
  });
  pass(100);
  std::size_t const before = resident();
  pass(1000);
  EXPECT_LE(resident(), before + 16);
  {
    std::lock_guard const hold(m);
    over = true;
  }
  ends.join();
}

TEST(FramePool, ThreadsThatEndLeaveWhatTheyHad) {
  auto const come_and_go = [](int n) {
    for (int i = 0; i < n; ++i)
      std::thread([] { EXPECT_EQ(async::block_on(two(2)), 4); }).join();
  };
  come_and_go(50);
  std::size_t const before = resident();
  come_and_go(1000);
  EXPECT_LE(resident(), before + 16);
}

TEST(FramePool, AThreadMayEndTasksAfterItsLists) {
  std::thread([] {
    thread_local std::optional<async::task<int>> last;  // destroyed after what the first task needs
    thread_local struct makes {
      ~makes() { EXPECT_EQ(async::block_on(two(3)), 6); }
    } maker;
    last.reset();
    static_cast<void>(&maker);
    last.emplace(one(1));
    EXPECT_EQ(async::block_on(two(2)), 4);
  }).join();
  EXPECT_EQ(async::block_on(two(1)), 2);
}

TEST(FramePool, ManyAtOnce) {
  std::vector<async::task<int>> all;
  for (int i = 0; i < 200'000; ++i) all.push_back(one(i));
  long sum = 0;
  for (int const each : async::block_on([](auto& tasks) -> async::task<std::vector<int>> {
         co_return co_await async::join_all(tasks);
       }(all)))
    sum += each;
  EXPECT_EQ(sum, 19'999'900'000);
}

}  // namespace
