#include <async/async.hpp>

#include <gtest/gtest.h>

#include <chrono>

namespace {

using namespace std::chrono_literals;

// Neither ever waits for the other.
async::task<void> talks_to_itself() {
  auto [tx, rx] = async::channel<int>(4);
  for (;;) {
    co_await tx.send(1);
    co_await rx.receive();
  }
}
async::task<bool> is_stopped() {
  try {
    co_await async::timeout(20ms, talks_to_itself());
  } catch (async::timed_out const&) {
    co_return true;
  }
  co_return false;
}
TEST(fairness, a_channel_that_is_ready_lets_timers_run) {
  async::current_thread one;
  EXPECT_TRUE(one.block_on(is_stopped()));
  async::multi_thread rt{{.workers = 1}};
  EXPECT_TRUE(rt.block_on(is_stopped()));
}

async::task<void> drains(async::receiver<int> rx, int& n) {
  for (;;) {
    auto const each = co_await rx.receive();
    if (!each) break;
    ++n;
  }
}
async::task<int> beside(int& n) {
  auto [tx, rx] = async::channel<int>(1000);
  for (int i = 0; i < 1000; ++i) co_await tx.send(i);
  auto h = async::spawn(drains(std::move(rx), n));
  co_await async::this_task::yield();
  int const seen = n;
  tx.close();
  co_await h;
  co_return seen;
}
TEST(fairness, a_full_channel_lets_tasks_run) {
  async::current_thread rt;
  int n = 0;
  int const seen = rt.block_on(beside(n));
  EXPECT_GT(seen, 0);
  EXPECT_LT(seen, 1000);
  EXPECT_EQ(n, 1000);
}

}  // namespace
