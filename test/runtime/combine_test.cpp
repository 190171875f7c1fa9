#include <async/async.hpp>

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

async::task<int> later(std::chrono::milliseconds d, int v) {
  co_await async::sleep_for(d);
  co_return v;
}
async::task<void> nothing() { co_return; }
async::task<int> fails(std::chrono::milliseconds d) {
  co_await async::sleep_for(d);
  throw std::runtime_error("failed");
}

struct fixed {
  explicit fixed(int v) : value(v) {}
  fixed(fixed&&) = default;
  int const value;
};
async::task<fixed> fixed_value() { co_return fixed(5); }

TEST(join, gives_all_results_at_once) {
  async::multi_thread rt{{.workers = 2}};
  auto work = []() -> async::task<void> {
    auto const begin = std::chrono::steady_clock::now();
    auto [a, b, c] = co_await async::join(later(20ms, 1), nothing(), later(20ms, 3));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 38ms);
    EXPECT_EQ(a + c, 4);
    static_assert(std::is_same_v<decltype(b), std::monostate>);
    std::vector<async::task<int>> many;
    for (int i = 0; i < 100; ++i) many.push_back(later(1ms, i));
    auto all = co_await async::join_all(std::move(many));
    EXPECT_EQ(std::accumulate(all.begin(), all.end(), 0), 4950);
    bool caught = false;
    try {
      co_await async::join(later(1h, 1), fails(1ms));
    } catch (std::runtime_error const&) {
      caught = true;
    }
    EXPECT_TRUE(caught);
  };
  rt.block_on(work());
}

TEST(race, gives_the_first_and_stops_the_others) {
  async::multi_thread rt{{.workers = 2}};
  auto work = []() -> async::task<void> {
    auto first = co_await async::race(later(1h, 1), later(1ms, 2));
    EXPECT_EQ(first.index(), 1U);
    EXPECT_EQ(std::get<1>(first), 2);
    EXPECT_EQ(co_await async::timeout(1h, later(1ms, 5)), 5);
    co_await async::timeout(1h, nothing());
    EXPECT_EQ((co_await async::timeout(1h, fixed_value())).value, 5);
    bool late = false;
    try {
      co_await async::timeout(1ms, later(1h, 5));
    } catch (async::timed_out const&) {
      late = true;
    }
    EXPECT_TRUE(late);
    auto stopped = async::spawn(async::join(later(1h, 1), later(1h, 2)));
    co_await async::sleep_for(1ms);
    stopped.request_stop();
    bool cancelled = false;
    try {
      co_await stopped;
    } catch (async::cancelled) {
      cancelled = true;
    }
    EXPECT_TRUE(cancelled);
  };
  rt.block_on(work());
}

TEST(race, is_not_spoilt_by_how_a_loser_ends) {
  async::current_thread rt;
  auto rude = []() -> async::task<int> {
    try {
      co_await async::sleep_for(1h);
    } catch (async::cancelled) {
      throw std::runtime_error("rude");
    }
    co_return 0;
  };
  auto work = [&]() -> async::task<void> {
    auto first = co_await async::race(later(1ms, 7), rude());
    EXPECT_EQ(std::get<0>(first), 7);
    bool late = false;
    try {
      co_await async::timeout(1ms, rude());
    } catch (async::timed_out const&) {
      late = true;
    }
    EXPECT_TRUE(late);
    bool caught = false;
    try {
      co_await async::race(fails(1ms), later(1h, 1));
    } catch (std::runtime_error const&) {
      caught = true;
    }
    EXPECT_TRUE(caught);
  };
  rt.block_on(work());
}

// What a receive that lost had taken by then is the channel's first value again.
TEST(race, loses_no_received_value) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [ta, ra] = async::channel<int>(4);
    auto [tb, rb] = async::channel<int>(4);
    auto sends = async::spawn([](async::sender<int> a, async::sender<int> b) -> async::task<void> {
      co_await async::this_task::yield();
      EXPECT_TRUE(co_await a.send(1));
      EXPECT_TRUE(co_await b.send(2));
      EXPECT_TRUE(co_await b.send(3));
    }(ta, tb));
    auto const first = co_await async::race(ra.receive(), rb.receive());
    EXPECT_EQ(std::get<0>(first), 1);
    co_await sends;
    for (int n : {2, 3}) EXPECT_EQ(co_await rb.receive(), n);
    EXPECT_FALSE(rb.try_receive());

    // One that waits gets it.
    auto waits = async::spawn([](async::receiver<int> from) -> async::task<std::optional<int>> {
      co_await async::this_task::yield();
      co_return co_await from.receive();
    }(rb));
    auto again = async::spawn([](async::sender<int> a, async::sender<int> b) -> async::task<void> {
      for (int i = 0; i < 3; ++i) co_await async::this_task::yield();
      EXPECT_TRUE(co_await a.send(4));
      EXPECT_TRUE(co_await b.send(5));
    }(ta, tb));
    auto const second = co_await async::race(ra.receive(), rb.receive());
    EXPECT_EQ(std::get<0>(second), 4);
    EXPECT_EQ(co_await waits, 5);
    co_await again;

    // Nor does a failure of the other one lose it, nor a channel without capacity.
    auto [tc, rc] = async::channel<int>(0);
    auto fails_then = [](async::sender<int> to) -> async::task<int> {
      EXPECT_TRUE(co_await to.send(6));
      throw std::runtime_error("failed");
    };
    bool caught = false;
    try {
      co_await async::race(rc.receive(), fails_then(tc));
    } catch (std::runtime_error const&) {
      caught = true;
    }
    EXPECT_TRUE(caught);
    EXPECT_EQ(rc.try_receive(), 6);
  };
  rt.block_on(work());
}

TEST(race, loses_no_received_value_between_threads) {
  async::multi_thread rt{{.workers = 2}};
  constexpr int count = 3000;
  auto produce = [](async::sender<int> tx) -> async::task<void> {
    for (int i = 1; i <= count; ++i) EXPECT_TRUE(co_await tx.send(i));
  };
  auto work = [&]() -> async::task<void> {
    auto [ta, ra] = async::channel<int>(2);
    auto [tb, rb] = async::channel<int>(2);
    auto a = async::spawn(produce(std::move(ta))), b = async::spawn(produce(std::move(tb)));
    int next_a = 1, next_b = 1;
    while (next_a <= count && next_b <= count) {
      auto got = co_await async::race(ra.receive(), rb.receive());
      auto const value = got.index() == 0 ? std::get<0>(got) : std::get<1>(got);
      EXPECT_EQ(value, got.index() == 0 ? next_a++ : next_b++);
    }
    for (; next_a <= count; ++next_a) EXPECT_EQ(co_await ra.receive(), next_a);
    for (; next_b <= count; ++next_b) EXPECT_EQ(co_await rb.receive(), next_b);
    co_await a;
    co_await b;
  };
  rt.block_on(work());
}

// A permit that was taken too late is there again, a change that was told too late is not yet seen.
TEST(race, loses_no_permit_and_no_change) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    async::semaphore<> permits(0);
    auto [values, changes] = async::watch(0);
    auto [tx, rx] = async::channel<int>(1);
    auto grants = [&]() -> async::task<void> {
      co_await async::this_task::yield();
      EXPECT_TRUE(co_await tx.send(1));
      permits.release();
      values.send(1);
    };
    auto const [first, granted] =
        co_await async::join(async::race(rx.receive(), permits.acquire(), changes.changed()), grants());
    EXPECT_EQ(std::get<0>(first), 1);
    EXPECT_TRUE(permits.try_acquire());
    EXPECT_FALSE(permits.try_acquire());
    EXPECT_TRUE(co_await async::timeout(1s, changes.changed()));
    EXPECT_EQ(changes.get(), 1);

    // Nor does it get back what it has given.
    values.send(2);
    auto const second = co_await async::race(changes.changed(), permits.acquire());
    EXPECT_EQ(second.index(), 0u);
    auto const third = co_await async::race(changes.changed(), async::sleep_for(1ms));
    EXPECT_EQ(third.index(), 1u);
  };
  rt.block_on(work());
}

}  // namespace
