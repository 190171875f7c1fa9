#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace {

using namespace std::chrono_literals;

async::task<void> add(std::atomic<int>& n, std::chrono::milliseconds d) {
  co_await async::sleep_for(d);
  ++n;
}
async::task<void> fail_after(std::chrono::milliseconds d) {
  co_await async::sleep_for(d);
  throw std::runtime_error("child");
}

async::task<int> joins() {
  std::atomic<int> n{0};
  async::task_group g;
  for (int i = 0; i < 100; ++i) g.spawn(add(n, std::chrono::milliseconds(i % 3)));
  co_await g.join();
  co_return n.load();
}
TEST(group, join) {
  EXPECT_EQ(async::block_on(joins()), 100);
  async::multi_thread rt{{.workers = 3}};
  EXPECT_EQ(rt.block_on(joins()), 100);
}

async::task<bool> first_error() {
  std::atomic<int> n{0};
  async::task_group g;
  g.spawn(add(n, 1h));
  g.spawn(fail_after(1ms));
  g.spawn(add(n, 1h));
  bool caught = false;
  try {
    co_await g.join();
  } catch (std::runtime_error const&) {
    caught = true;
  }
  co_await g.join();
  co_return caught && n == 0 && !async::drop_needed(g);
}
TEST(group, first_error_stops_the_rest) {
  EXPECT_TRUE(async::block_on(first_error()));
  async::multi_thread rt{{.workers = 2}};
  EXPECT_TRUE(rt.block_on(first_error()));
}

// What the lowering makes of a scope with a group.
async::task<void> scope(std::atomic<int>& n, bool throws) {
  async::task_group g;
  std::exception_ptr first;
  try {
    g.spawn(add(n, throws ? 1h : 2ms));
    if (throws) throw 7;
    co_await async::sleep_for(1ms);
  } catch (...) {
    first = std::current_exception();
  }
  try {
    co_await async::dropping(g, first);
  } catch (...) {
    async::drop_failed<async::task_group>(first);
  }
  if (first) std::rethrow_exception(first);
}
TEST(group, drop) {
  std::atomic<int> n{0};
  async::block_on(scope(n, false));
  EXPECT_EQ(n, 1);
  EXPECT_THROW(async::block_on(scope(n, true)), int);
  EXPECT_EQ(n, 1);
}

async::task<void> server(std::atomic<int>& n) {
  async::task_group g;
  g.spawn(add(n, 1h));
  std::exception_ptr none;
  co_await async::dropping(g, none);
}
async::task<bool> stop_reaches_children() {
  std::atomic<int> n{0};
  auto h = async::spawn(server(n));
  co_await async::sleep_for(1ms);
  h.request_stop();
  co_await h;
  co_return n == 0;
}
TEST(group, stop_of_the_parent_reaches_children) {
  EXPECT_TRUE(async::block_on(stop_reaches_children()));
}

async::task<void> grow(async::task_group& g, std::atomic<int>& n, int depth) {
  ++n;
  if (depth == 0) co_return;
  g.spawn(grow(g, n, depth - 1));
  g.spawn(grow(g, n, depth - 1));
}
async::task<int> storm(int depth) {
  std::atomic<int> n{0};
  async::task_group g;
  g.spawn(grow(g, n, depth));
  co_await g.join();
  co_return n.load();
}
TEST(group, children_spawn_children) {
  async::multi_thread rt{{.workers = 4}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(rt.block_on(storm(12)), (1 << 13) - 1);
}

std::atomic<int> failed_drops{0};
async::task<void> forever() { co_await async::sleep_for(1h); }
async::task<void> session() {
  async::task_group g;
  g.spawn(forever());
  g.spawn(forever());
  std::exception_ptr error;
  try {
    co_await g.join();
  } catch (...) {
    error = std::current_exception();
  }
  try {
    co_await async::dropping(g, error);
  } catch (...) {
    ++failed_drops;
  }
}
async::task<void> sessions() {
  for (int i = 0; i < 100; ++i) async::spawn(session()).detach();
  co_return;
}
// A runtime that ends stops tasks one by one: a child that is asked before its group has not failed.
TEST(group, children_of_a_runtime_that_ends) {
  for (int i = 0; i < 50; ++i) {
    async::multi_thread rt{{.workers = 2}};
    rt.block_on(sessions());
  }
  EXPECT_EQ(failed_drops, 0);
}

}  // namespace
