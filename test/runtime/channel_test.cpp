#include <async/async.hpp>

#include <gtest/gtest.h>

#include <deque>

#include <memory>
#include <numeric>
#include <random>

namespace {

using namespace std::chrono_literals;

TEST(channel, keeps_the_order_and_ends) {
  async::multi_thread rt{{.workers = 2}};
  for (std::size_t capacity : {0u, 1u, 16u}) {
    auto produce = [](async::sender<int> tx) -> async::task<void> {
      for (int i = 0; i < 1000; ++i) EXPECT_TRUE(co_await tx.send(i));
    };
    auto work = [&]() -> async::task<int> {
      auto [tx, rx] = async::channel<int>(capacity);
      auto h = async::spawn(produce(std::move(tx)));
      int expected = 0;
      while (auto v = co_await rx.receive()) EXPECT_EQ(*v, expected++);
      co_await h;
      EXPECT_FALSE(co_await rx.receive());
      co_return expected;
    };
    EXPECT_EQ(rt.block_on(work()), 1000) << capacity;
  }
}

TEST(channel, refuses_without_a_receiver) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::channel<std::unique_ptr<int>>(1);
    EXPECT_TRUE(co_await tx.send(std::make_unique<int>(1)));
    EXPECT_FALSE(tx.try_send(std::make_unique<int>(2)));
    auto waits = async::spawn([](auto to) -> async::task<bool> {
      co_return co_await to.send(std::make_unique<int>(3));
    }(tx));
    co_await async::this_task::yield();
    rx.close();
    EXPECT_FALSE(co_await waits);
    EXPECT_FALSE(co_await tx.send(nullptr));
  };
  rt.block_on(work());
}

struct fragile {
  explicit fragile(int n) : n(n) {}
  fragile(fragile&& o) : n(o.n) {
    if (n == 2 && ++moves == 3) throw std::runtime_error("move");
  }
  fragile& operator=(fragile&&) = delete;
  int n;
  static inline int moves = 0;
};

// Who receives lets the next one send: a move that fails then is the sender's error, and the received value is there.
TEST(channel, tells_the_sender_what_its_value_throws) {
  for (bool waits : {false, true}) {
    fragile::moves = 0;
    async::current_thread rt;
    auto work = [&]() -> async::task<void> {
      auto [tx, rx] = async::channel<fragile>(1);
      EXPECT_TRUE(co_await tx.send(fragile(1)));
      auto second = async::spawn([](async::sender<fragile> to) -> async::task<bool> {
        co_return co_await to.send(fragile(2));
      }(tx));
      auto third = async::spawn([](async::sender<fragile> to) -> async::task<bool> {
        co_return co_await to.send(fragile(3));
      }(tx));
      co_await async::this_task::yield();
      fragile::moves = 2;
      auto first = waits ? co_await rx.receive() : rx.try_receive();
      EXPECT_EQ(first->n, 1);
      std::string error;
      try {
        co_await second;
      } catch (std::runtime_error const& e) {
        error = e.what();
      }
      EXPECT_EQ(error, "move");
      EXPECT_TRUE(co_await third);
      EXPECT_EQ((co_await rx.receive())->n, 3);
    };
    rt.block_on(work());
  }
}

// A receive that was cancelled has not taken a value: with stops at random, every value arrives once.
TEST(channel, loses_nothing_by_cancellation) {
  async::multi_thread rt{{.workers = 2}};
  constexpr int count = 20000;
  auto produce = [](async::sender<int> tx) -> async::task<void> {
    for (int i = 1; i <= count; ++i) EXPECT_TRUE(co_await tx.send(i));
  };
  auto consume = [](async::receiver<int>& rx, long& sum, bool& more) -> async::task<void> {
    for (int i = 0; i < 50; ++i) {
      auto v = co_await rx.receive();
      if (!v) {
        more = false;
        co_return;
      }
      sum += *v;
    }
  };
  auto work = [&]() -> async::task<long> {
    auto [tx, rx] = async::channel<int>(4);
    auto h = async::spawn(produce(std::move(tx)));
    long sum = 0;
    bool more = true;
    std::minstd_rand random(7);
    while (more) {
      auto c = async::spawn(consume(rx, sum, more));
      for (unsigned i = random() % 4; i > 0; --i) co_await async::this_task::yield();
      c.request_stop();
      try {
        co_await c;
      } catch (async::cancelled) {
      }
    }
    co_await h;
    co_return sum;
  };
  EXPECT_EQ(rt.block_on(work()), static_cast<long>(count) * (count + 1) / 2);
}

TEST(channel, many_to_many) {
  async::multi_thread rt{{.workers = 2}};
  std::atomic<long> sum{0};
  auto produce = [](async::sender<int> tx) -> async::task<void> {
    for (int i = 1; i <= 1000; ++i) co_await tx.send(i);
  };
  auto consume = [&](async::receiver<int> rx) -> async::task<void> {
    while (auto v = co_await rx.receive()) sum += *v;
  };
  auto work = [&]() -> async::task<void> {
    auto [tx, rx] = async::channel<int>(8);
    async::task_group g;
    for (int i = 0; i < 4; ++i) g.spawn(produce(tx));
    for (int i = 0; i < 3; ++i) g.spawn(consume(rx));
    tx.close();
    co_await g.join();
  };
  rt.block_on(work());
  EXPECT_EQ(sum, 4 * 500500);
}

TEST(channel, destroys_what_nobody_can_receive) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::channel<async::oneshot_sender<int>>(4);
    auto [reply, answer] = async::oneshot<int>();
    EXPECT_TRUE(co_await tx.send(std::move(reply)));
    rx.close();
    EXPECT_FALSE(co_await answer.receive());
    EXPECT_FALSE(co_await rx.receive());
    tx.close();
    EXPECT_FALSE(tx.try_send(std::move(reply)));
  };
  rt.block_on(work());
}

TEST(channel, loses_nothing_to_a_timeout) {
  async::multi_thread rt{{.workers = 2}};
  auto produce = [](async::sender<int> tx) -> async::task<void> {
    for (int i = 1; i <= 300; ++i) {
      co_await async::sleep_for(100us);
      co_await tx.send(i);
    }
  };
  auto next = [](async::receiver<int>& rx) -> async::task<std::optional<int>> {
    co_return co_await rx.receive();
  };
  auto work = [&]() -> async::task<int> {
    auto [tx, rx] = async::channel<int>(0);
    auto h = async::spawn(produce(std::move(tx)));
    int count = 0;
    for (bool more = true; more;) {
      try {
        auto v = co_await async::timeout(130us, next(rx));
        more = v.has_value();
        count += more;
      } catch (async::timed_out const&) {
      }
    }
    co_await h;
    co_return count;
  };
  EXPECT_EQ(rt.block_on(work()), 300);
}

TEST(oneshot, gives_one_value_or_none) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::oneshot<int>();
    EXPECT_TRUE(tx.send(4));
    EXPECT_EQ(co_await rx.receive(), 4);
    EXPECT_FALSE(co_await rx.receive());
    auto [tx2, rx2] = async::oneshot<int>();
    { auto gone = std::move(tx2); }
    EXPECT_FALSE(co_await rx2.receive());
  };
  rt.block_on(work());
}

TEST(broadcast, reaches_every_receiver) {
  async::current_thread rt;
  auto count = [](async::receiver<int> rx) -> async::task<int> {
    int sum = 0;
    while (auto v = co_await rx.receive()) sum += *v;
    co_return sum;
  };
  auto send = [](async::broadcast_sender<int> tx) -> async::task<void> {
    for (int i = 1; i <= 10; ++i) EXPECT_TRUE(co_await tx.send(i));
  };
  auto work = [&]() -> async::task<void> {
    auto [tx, rx] = async::broadcast<int>(2);
    auto second = tx.subscribe();
    auto sums = async::spawn(async::join(count(std::move(rx)), count(std::move(second))));
    co_await send(std::move(tx));
    auto [a, b] = co_await sums;
    EXPECT_EQ(a, 55);
    EXPECT_EQ(b, 55);
  };
  rt.block_on(work());
}

TEST(broadcast, forgets_receivers_that_are_gone) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::broadcast<std::shared_ptr<int>>(1);
    for (int i = 0; i < 100; ++i) static_cast<void>(tx.subscribe());
    rx.close();
    auto value = std::make_shared<int>(1);
    EXPECT_FALSE(co_await tx.send(value));
    EXPECT_EQ(value.use_count(), 1);
  };
  rt.block_on(work());
}

TEST(watch, shows_the_latest_value) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::watch<int>(1);
    EXPECT_EQ(rx.get(), 1);
    tx.send(2);
    tx.send(3);
    EXPECT_TRUE(co_await rx.changed());
    EXPECT_EQ(rx.get(), 3);
    { auto gone = std::move(tx); }
    EXPECT_FALSE(co_await rx.changed());
  };
  rt.block_on(work());
}

async::task<int> later(std::chrono::milliseconds d, int v) {
  co_await async::sleep_for(d);
  co_return v;
}
async::stream<int> count(int n) {
  for (int i = 1; i <= n; ++i) {
    co_await async::this_task::yield();
    co_yield i;
  }
}

template <class T>
async::task<std::vector<T>> collect(async::stream<T> s) {
  std::vector<T> out;
  while (auto x = co_await s.next()) out.push_back(std::move(*x));
  co_return out;
}

TEST(streams, adaptors) {
  async::multi_thread rt{{.workers = 2}};
  auto work = []() -> async::task<void> {
    auto squares = co_await collect(count(10) | async::filter([](int x) { return x % 2 == 0; }) |
                                    async::map([](int x) { return x * x; }) | async::take(3));
    EXPECT_EQ(squares, (std::vector<int>{4, 16, 36}));
    auto parts = co_await collect(count(5) | async::chunks(2));
    EXPECT_EQ(parts, (std::vector<std::vector<int>>{{1, 2}, {3, 4}, {5}}));
    auto awaited = co_await collect(
        count(4) | async::map([](int x) { return later(1ms, x * 10); }) | async::buffered(2));
    EXPECT_EQ(awaited, (std::vector<int>{10, 20, 30, 40}));
    auto odd = co_await collect(async::filter(
        count(4), [](int x) -> async::task<bool> { co_return co_await later(1ms, x) % 2 == 1; }));
    EXPECT_EQ(odd, (std::vector<int>{1, 3}));
    std::atomic<int> sum{0}, inside{0}, most{0};
    co_await async::for_each_concurrent(count(20), 3, [&](int x) -> async::task<void> {
      int const now = ++inside;
      if (now > most) most = now;
      co_await async::sleep_for(1ms);
      --inside;
      sum += x;
    });
    EXPECT_EQ(sum, 210);
    EXPECT_LE(most, 3);
  };
  rt.block_on(work());
}

async::stream<async::task<int>> works(int n) {
  for (int i = 1; i <= n; ++i) co_yield later(std::chrono::milliseconds(i % 3), i);
}

TEST(streams, references_are_passed_on) {
  struct heavy {
    explicit heavy(int x) : n(x) {}
    heavy(heavy const&) = delete;
    int n;
  };
  auto work = []() -> async::task<void> {
    std::deque<heavy> all;
    for (int i = 0; i < 6; ++i) all.emplace_back(i);
    auto each = [](std::deque<heavy>& of) -> async::stream<heavy&> {
      for (auto& x : of) co_yield x;
    };
    auto s = each(all) | async::filter([](heavy const& x) { return x.n % 2 == 1; }) | async::take(2);
    auto at = co_await s.begin();
    std::vector<heavy*> seen;
    while (at != s.end()) {
      seen.push_back(&*at);
      co_await ++at;
    }
    EXPECT_EQ(seen, (std::vector<heavy*>{&all[1], &all[3]}));
    auto m = each(all) | async::map([](heavy& x) { return ++x.n; }) | async::take(1);
    EXPECT_EQ(co_await m.next(), 1);
    EXPECT_EQ(co_await m.next(), std::nullopt);
    EXPECT_EQ(all[0].n, 1);
    EXPECT_EQ(all[1].n, 1);  // take asks for no more than it gives
  };
  async::block_on(work());
}

TEST(streams, buffered_keeps_the_order) {
  async::multi_thread rt{{.workers = 2}};
  auto const all = rt.block_on(collect(works(20) | async::buffered(4)));
  ASSERT_EQ(all.size(), 20U);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)], i + 1);
}

// What comes in front of an error comes out, be it a task's or the stream's own.
TEST(streams, buffered_gives_an_error_its_turn) {
  async::multi_thread rt{{.workers = 2}};
  auto source = [](bool own) -> async::stream<async::task<int>> {
    for (int i = 1; i <= 3; ++i) co_yield later(std::chrono::milliseconds(10 - i), i);
    if (own) throw std::runtime_error("failed");
    co_yield []() -> async::task<int> { throw std::runtime_error("failed"); co_return 0; }();
    co_yield later(1h, 5);
  };
  auto work = [&](bool own) -> async::task<int> {
    auto results = source(own) | async::buffered(8);
    int sum = 0;
    try {
      while (auto x = co_await results.next()) sum = 10 * sum + *x;
    } catch (std::runtime_error const& e) {
      EXPECT_STREQ(e.what(), "failed");
      co_return sum;
    }
    co_return 0;
  };
  for (bool own : {false, true}) EXPECT_EQ(rt.block_on(work(own)), 123);
}

TEST(streams, an_error_stops_for_each_concurrent) {
  async::multi_thread rt{{.workers = 2}};
  auto endless = []() -> async::stream<int> {
    for (int i = 0;; ++i) {
      co_await async::sleep_for(1ms);
      co_yield i;
    }
  };
  auto work = [&]() -> async::task<bool> {
    bool caught = false;
    try {
      co_await async::for_each_concurrent(endless(), 2, [](int x) -> async::task<void> {
        if (x == 3) throw std::runtime_error("three");
        co_return;
      });
    } catch (std::runtime_error const&) {
      caught = true;
    }
    co_return caught;
  };
  EXPECT_TRUE(rt.block_on(work()));
}

TEST(streams, buffered_gives_each_result_at_once_and_can_be_left) {
  async::multi_thread rt{{.workers = 2}};
  auto source = []() -> async::stream<async::task<int>> {
    co_yield later(1ms, 1);
    co_await async::sleep_for(1h);
    co_yield later(1ms, 2);
  };
  auto work = [&]() -> async::task<int> {
    auto results = source() | async::buffered(4);
    auto first = co_await results.next();
    co_await async::drop(results);
    co_return first.value_or(0);
  };
  EXPECT_EQ(rt.block_on(work()), 1);
}

TEST(streams, a_timeout_around_next_does_not_end_them) {
  async::multi_thread rt{{.workers = 2}};
  auto next = [](async::stream<int>& s) -> async::task<std::optional<int>> {
    co_return co_await s.next();
  };
  auto work = [&]() -> async::task<int> {
    auto s = count(10) | async::map([](int x) { return later(2ms, x); }) | async::buffered(4);
    int n = 0;
    while (auto x = co_await async::timeout(1s, next(s))) ++n;
    co_return n;
  };
  EXPECT_EQ(rt.block_on(work()), 10);
}

TEST(interval, ticks) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto const begin = std::chrono::steady_clock::now();
    auto ticks = async::interval(2ms);
    for (std::uint64_t i = 0; i < 4; ++i) EXPECT_EQ(co_await ticks.next(), i);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 6ms);
  };
  rt.block_on(work());
}

TEST(interval, goes_on_after_what_it_lost) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    auto ticks = async::interval(200ms);
    EXPECT_EQ(co_await ticks.next(), 0u);
    auto const first = co_await async::race(async::this_task::yield(), ticks.next());
    EXPECT_EQ(first.index(), 0u);
    EXPECT_EQ(co_await ticks.next(), 1u);
    EXPECT_THROW(co_await async::timeout(1ms, ticks.next()), async::timed_out);
    EXPECT_EQ(co_await ticks.next(), 2u);
    // A task that is stopped itself stays so.
    int n = 0;
    auto loop = [&]() -> async::task<void> {
      auto own = async::interval(1h);
      for (;;) {
        co_await own.next();
        ++n;
      }
    };
    EXPECT_THROW(co_await async::timeout(5ms, loop()), async::timed_out);
    EXPECT_EQ(n, 1);
  };
  rt.block_on(work());
}

}  // namespace
