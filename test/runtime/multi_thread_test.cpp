#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

async::task<int> tiny(int n) {
  co_await async::this_task::yield();
  co_return n;
}
async::task<long> many(int n) {
  std::vector<async::join_handle<int>> handles;
  handles.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) handles.push_back(async::spawn(tiny(1)));
  long sum = 0;
  for (auto& h : handles) sum += co_await h;
  co_return sum;
}
TEST(multi_thread, many_tasks) {
  async::multi_thread rt{{.workers = 3}};
  EXPECT_EQ(rt.workers(), 3u);
  EXPECT_EQ(rt.block_on(many(100'000)), 100'000);
  EXPECT_EQ(async::block_on(many(100'000)), 100'000);
}

TEST(multi_thread, spawned_and_awaited_from_several_threads) {
  async::multi_thread rt{{.workers = 2}};
  std::atomic<long> sum{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) sum += rt.block_on(many(20));
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(sum, 4 * 50 * 20);
}

// Needs two workers at once.
async::task<void> set_flag(std::atomic<int>& flag) {
  flag = 1;
  co_return;
}
async::task<void> spins(std::atomic<int>& flag) {
  auto h = async::spawn(set_flag(flag));
  while (flag == 0) std::this_thread::yield();
  co_await h;
}
TEST(multi_thread, a_spawned_task_is_stolen_from_a_busy_worker) {
  async::multi_thread rt{{.workers = 2}};
  for (int i = 0; i < 200; ++i) {
    std::atomic<int> flag{0};
    rt.block_on(spins(flag));
  }
}

async::task<int> fib(int n) {
  if (n < 2) co_return n;
  auto a = async::spawn(fib(n - 1));
  int const b = co_await fib(n - 2);
  int const c = co_await a;
  co_return b + c;
}
TEST(multi_thread, fork_and_join) {
  async::multi_thread rt{{.workers = 4}};
  EXPECT_EQ(rt.block_on(fib(18)), 2584);
}

async::task<int> ping(async::runtime_ref other, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await async::on(other, tiny(1));
  co_return sum;
}
TEST(multi_thread, two_runtimes) {
  async::multi_thread a{{.workers = 2}};
  async::multi_thread b{{.workers = 1}};
  EXPECT_EQ(a.block_on(ping(b, 500)), 500);
}

async::task<int> sleepers(int n) {
  auto one = [](int ms) -> async::task<int> {
    co_await async::sleep_for(std::chrono::milliseconds(ms));
    co_return 1;
  };
  std::vector<async::join_handle<int>> handles;
  for (int i = 0; i < n; ++i) handles.push_back(async::spawn(one(i % 20)));
  int sum = 0;
  for (auto& h : handles) sum += co_await h;
  co_return sum;
}
TEST(multi_thread, many_timers) {
  async::multi_thread rt{{.workers = 3}};
  EXPECT_EQ(rt.block_on(sleepers(10'000)), 10'000);
}

// The smallest runtime: what a third party has to write at least.
class bare {
 public:
  void post(async::work_item& w) noexcept {
    w.next = nullptr;
    *last_ = &w;
    last_ = &w.next;
  }
  void run(async::completion& done) {
    while (!done.is_set()) {
      async::work_item* w = first_;
      if (!w) std::terminate();
      first_ = w->next;
      if (!first_) last_ = &first_;
      w->run();
    }
  }

 private:
  async::work_item* first_ = nullptr;
  async::work_item** last_ = &first_;
};
static_assert(async::runtime<bare>);
static_assert(async::runtime<async::multi_thread> && async::has_timers<async::multi_thread>);

async::task<std::string> lacks_timers() {
  int const n = co_await tiny(1);
  std::string what;
  try {
    co_await async::sleep_for(1ms * n);
  } catch (async::unsupported const& e) {
    what = e.capability() + "/" + e.runtime();
  }
  co_return what;
}
TEST(third_party, lacks_what_it_does_not_have) {
  bare rt;
  auto const what = async::block_on(rt, lacks_timers());
  EXPECT_EQ(what.rfind("timers/", 0), 0u);
  EXPECT_NE(what.find("bare"), std::string::npos);
}

async::task<void> computes(std::chrono::milliseconds d) {
  co_await async::sleep_for(5ms);  // so it goes on where the timers are waited for
  auto const end = std::chrono::steady_clock::now() + d;
  while (std::chrono::steady_clock::now() < end) {
  }
}
async::task<std::chrono::steady_clock::duration> worst_gap(std::chrono::milliseconds busy) {
  auto h = async::spawn(computes(busy));
  std::chrono::steady_clock::duration worst{};
  while (!h.done()) {
    auto const before = std::chrono::steady_clock::now();
    co_await async::sleep_for(10ms);
    worst = std::max(worst, std::chrono::steady_clock::now() - before);
  }
  co_await h;
  co_return worst;
}
TEST(multi_thread, a_task_that_computes_holds_up_no_timers) {
  async::multi_thread rt{{.workers = 3}};
  for (int i = 0; i < 5; ++i) EXPECT_LT(rt.block_on(worst_gap(700ms)), 400ms);
}

}  // namespace
