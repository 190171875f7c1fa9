#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

async::task<void> for_ever() {
  for (;;) co_await async::sleep_for(1h);
}
async::task<void> yields_for_ever() {
  for (;;) co_await async::this_task::yield();
}

template <class T>
async::task<bool> ends_cancelled(async::join_handle<T> h) {
  bool caught = false;
  try {
    co_await h;
  } catch (async::cancelled) {
    caught = true;
  }
  co_return caught;
}

async::task<bool> stops_sleep() {
  auto h = async::spawn(for_ever());
  co_await async::sleep_for(1ms);
  h.request_stop();
  co_return co_await ends_cancelled(std::move(h));
}
async::task<bool> stops_yield() {
  auto h = async::spawn(yields_for_ever());
  co_await async::sleep_for(1ms);
  h.request_stop();
  co_return co_await ends_cancelled(std::move(h));
}
TEST(cancel, spawned_task) {
  EXPECT_TRUE(async::block_on(stops_sleep()));
  EXPECT_TRUE(async::block_on(stops_yield()));
  async::multi_thread rt{{.workers = 2}};
  EXPECT_TRUE(rt.block_on(stops_sleep()));
  EXPECT_TRUE(rt.block_on(stops_yield()));
}

async::task<bool> with_a_token() {
  async::stop_source source;
  auto stopper = [](async::stop_source& s) -> async::task<void> {
    co_await async::sleep_for(1ms);
    s.request_stop();
  };
  auto h = async::spawn(stopper(source));
  bool inner = false;
  try {
    co_await async::with_stop(source.get_token(), for_ever());
  } catch (async::cancelled) {
    inner = true;
  }
  co_await h;  // this task itself is not stopped
  co_await async::sleep_for(1ms);
  co_return inner && !async::this_task::stop_token().stop_requested();
}
TEST(cancel, with_stop) { EXPECT_TRUE(async::block_on(with_a_token())); }

// What stops a part of a task can stop nothing when the part is over.
TEST(cancel, token_of_a_part_is_not_possible_later) {
  auto work = []() -> async::task<void> {
    async::stop_source source;
    async::stop_token of_join, of_with_stop;
    auto takes = [](async::stop_token& t) -> async::task<void> {
      t = async::this_task::stop_token();
      EXPECT_TRUE(t.stop_possible());
      co_return;
    };
    co_await async::join(takes(of_join));
    co_await async::with_stop(source.get_token(), takes(of_with_stop));
    EXPECT_FALSE(of_join.stop_possible());
    EXPECT_FALSE(of_with_stop.stop_possible());
    EXPECT_TRUE(async::this_task::stop_token().stop_possible());
  };
  async::block_on(work());
}

async::task<void> note(std::vector<int>& log, int n) {
  co_await async::sleep_for(1ms);
  log.push_back(n);
}
async::task<void> shielded_part(std::vector<int>& log) {
  log.push_back(async::this_task::stop_token().stop_possible() ? 100 : 0);
  co_await async::sleep_for(10ms);
  co_await async::detail::shielded(note(log, 1));
  co_await async::this_task::yield();
  log.push_back(2);
}
async::task<void> shields(std::vector<int>& log) {
  co_await async::uncancellable(shielded_part(log));
  log.push_back(async::this_task::stop_token().stop_requested() ? 3 : 100);
  co_await async::this_task::yield();
  log.push_back(100);
}
async::task<bool> stop_while_shielded(std::vector<int>& log) {
  auto h = async::spawn(shields(log));
  co_await async::sleep_for(2ms);
  h.request_stop();
  co_return co_await ends_cancelled(std::move(h));
}
TEST(cancel, shield) {
  std::vector<int> log;
  EXPECT_TRUE(async::block_on(stop_while_shielded(log)));
  EXPECT_EQ(log, (std::vector<int>{0, 1, 2, 3}));
}

async::task<void> throws() {
  co_await async::this_task::yield();
  throw 5;
}
async::task<int> shield_passes_errors_on() {
  int caught = 0;
  try {
    co_await async::detail::shielded(throws());
  } catch (int n) {
    caught = n;
  }
  auto t = async::this_task::stop_token();
  co_return t.stop_possible() ? caught : 0;
}
TEST(cancel, shield_passes_errors_on) { EXPECT_EQ(async::block_on(shield_passes_errors_on()), 5); }

async::task<int> shielded_loop(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto one = [](int v) -> async::task<int> { co_return v; };
    sum += co_await async::detail::shielded(one(1));
    co_await async::detail::shielded(std::suspend_never());
  }
  co_return sum;
}
TEST(cancel, shield_does_not_grow_the_stack) {
  EXPECT_EQ(async::block_on(shielded_loop(300'000)), 300'000);
}

async::task<bool> stops_a_join() {
  auto inner = [](bool& ended) -> async::task<void> {
    auto h = async::spawn(for_ever());
    try {
      co_await h;
    } catch (async::cancelled) {
      ended = true;
      h.request_stop();
      throw;
    }
  };
  bool ended = false;
  auto h = async::spawn(inner(ended));
  co_await async::sleep_for(1ms);
  h.request_stop();
  bool const c = co_await ends_cancelled(std::move(h));
  co_return c && ended;
}
TEST(cancel, join) { EXPECT_TRUE(async::block_on(stops_a_join())); }

TEST(cancel, left_over_tasks_are_stopped) {
  static std::atomic<int> ended;
  ended = 0;
  struct at_end {
    ~at_end() { ++ended; }
  };
  auto left = []() -> async::task<void> {
    at_end mark;
    co_await for_ever();
  };
  auto start = [&]() -> async::task<void> {
    async::spawn(left()).detach();
    auto h = async::spawn(left());
    co_await async::sleep_for(1ms);
  };
  {
    async::current_thread rt;
    rt.block_on(start());
  }
  EXPECT_EQ(ended, 2);
  {
    async::multi_thread rt{{.workers = 2}};
    rt.block_on(start());
  }
  EXPECT_EQ(ended, 4);
}

TEST(stop_token, callbacks) {
  async::stop_source source;
  int calls = 0;
  auto count = [&]() noexcept { ++calls; };
  {
    async::stop_callback gone(source.get_token(), count);
  }
  async::stop_callback a(source.get_token(), count);
  EXPECT_TRUE(source.request_stop());
  EXPECT_FALSE(source.request_stop());
  async::stop_callback late(source.get_token(), count);
  EXPECT_EQ(calls, 2);
  EXPECT_FALSE(async::stop_token().stop_possible());
}

TEST(stop_token, is_possible_while_there_is_a_source) {
  async::stop_token token;
  async::stop_source none(async::nostopstate);
  EXPECT_FALSE(none.stop_possible());
  EXPECT_FALSE(none.request_stop());
  {
    async::stop_source first;
    token = first.get_token();
    none = first;
    EXPECT_EQ(none, first);
  }
  EXPECT_TRUE(token.stop_possible());
  async::stop_source last = std::move(none);
  EXPECT_TRUE(token.stop_possible());
  last = async::stop_source(async::nostopstate);
  EXPECT_FALSE(token.stop_possible());

  async::stop_source stops;
  swap(stops, last);
  token = last.get_token();
  last.request_stop();
  last = stops;
  EXPECT_TRUE(token.stop_possible());  // it was requested
}

// Random requests against sleeps that end at about the same moment.
async::task<int> one_race(unsigned seed) {
  std::mt19937 random(seed);
  auto victim = [](std::chrono::microseconds d) -> async::task<void> {
    co_await async::sleep_for(d);
    co_await async::this_task::yield();
    co_await async::sleep_for(d);
  };
  int ended = 0;
  for (int i = 0; i < 200; ++i) {
    auto h = async::spawn(victim(std::chrono::microseconds(random() % 100)));
    if (random() % 4 != 0) co_await async::sleep_for(std::chrono::microseconds(random() % 200));
    h.request_stop();
    try {
      co_await h;
    } catch (async::cancelled) {
    }
    ++ended;
  }
  co_return ended;
}
TEST(cancel, races) {
  async::multi_thread rt{{.workers = 3}};
  auto all = []() -> async::task<int> {
    std::vector<async::join_handle<int>> handles;
    for (unsigned i = 0; i < 8; ++i) handles.push_back(async::spawn(one_race(i)));
    int sum = 0;
    for (auto& h : handles) sum += co_await h;
    co_return sum;
  };
  EXPECT_EQ(rt.block_on(all()), 1600);
}

}  // namespace
