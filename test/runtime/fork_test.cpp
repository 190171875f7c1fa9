// Joins as recursions of tasks: what runs where it is, what other workers take, what suspends.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <ranges>
#include <memory>
#include <stdexcept>
#include <thread>
#include <tuple>
#include <vector>

namespace {

using namespace std::chrono_literals;

async::task<long> fib(int n) {
  if (n < 2) co_return n;
  auto [a, b] = co_await async::join(fib(n - 1), fib(n - 2));
  co_return a + b;
}

// Suspends here and there.
async::task<long> uneven(int n, unsigned seed) {
  if (seed % 5 == 0) co_await async::this_task::yield();
  if (seed % 301 == 7) co_await async::sleep_for(100us);
  if (n < 2) co_return n;
  auto [a, b] = co_await async::join(uneven(n - 1, seed * 3 + 1), uneven(n - 2, seed * 5 + 2));
  if (seed % 7 == 0) co_await async::this_task::yield();
  co_return a + b;
}

async::task<long> failing(int n, unsigned seed, std::atomic<int>& alive) {
  struct count {
    std::atomic<int>& n;
    explicit count(std::atomic<int>& to) : n(to) { ++n; }
    ~count() { --n; }
  } const counted(alive);
  if (seed % 4 == 0) co_await async::this_task::yield();
  if (n < 2) {
    if (seed % 97 == 3) throw std::runtime_error("leaf");
    co_return n;
  }
  auto [a, b] = co_await async::join(failing(n - 1, seed * 3 + 1, alive),
                                     failing(n - 2, seed * 5 + 2, alive));
  co_return a + b;
}

async::task<int> sleeps(std::chrono::milliseconds d) {
  co_await async::sleep_for(d);
  co_return 1;
}
async::task<int> fails() {
  throw std::runtime_error("at once");
  co_return 0;
}
async::task<int> fails_late() {
  co_await async::sleep_for(5ms);
  throw std::runtime_error("late");
}
async::task<void> yields_for_ever() {
  for (;;) co_await async::this_task::yield();
}
async::task<int> nested_sleep() {
  auto [a, b] = co_await async::join(sleeps(3600000ms), sleeps(3600000ms));
  co_return a + b;
}

template <class F>
void on_both(F make) {
  async::current_thread one;
  one.block_on(make());
  async::multi_thread two{{.workers = 2}};
  two.block_on(make());
  async::multi_thread four{{.workers = 4}};
  four.block_on(make());
}

TEST(fork, recursion) {
  on_both([]() -> async::task<void> { EXPECT_EQ(co_await fib(18), 2584); });
}

TEST(fork, some_suspend) {
  on_both([]() -> async::task<void> {
    for (unsigned seed = 0; seed < 20; ++seed) EXPECT_EQ(co_await uneven(12, seed), 144);
  });
}

TEST(fork, errors_leave_nothing) {
  on_both([]() -> async::task<void> {
    auto const before = async::set_suppressed_exception_handler([](std::exception_ptr) {});
    for (unsigned seed = 0; seed < 40; ++seed) {
      std::atomic<int> alive{0};
      try {
        long const n = co_await failing(10, seed, alive);
        EXPECT_EQ(n, 55);
      } catch (std::runtime_error const& e) {
        EXPECT_STREQ(e.what(), "leaf");
      }
      EXPECT_EQ(alive.load(), 0);
    }
    async::set_suppressed_exception_handler(before);
  });
}

TEST(fork, an_error_stops_the_others) {
  on_both([]() -> async::task<void> {
    EXPECT_THROW(co_await async::join(sleeps(3600000ms), fails()), std::runtime_error);
    EXPECT_THROW(co_await async::join(fails(), sleeps(3600000ms)), std::runtime_error);
    EXPECT_THROW(co_await async::join(sleeps(3600000ms), fails_late(), sleeps(3600000ms)),
                 std::runtime_error);
    EXPECT_THROW(co_await async::join(yields_for_ever(), fails_late()), std::runtime_error);
    EXPECT_THROW(co_await async::join(nested_sleep(), fails_late()), std::runtime_error);
    EXPECT_THROW(co_await async::join(fails_late(), nested_sleep()), std::runtime_error);
  });
}

TEST(fork, a_stop_reaches_all) {
  on_both([]() -> async::task<void> {
    for (int i = 0; i < 20; ++i) {
      auto h = async::spawn([]() -> async::task<int> {
        auto [a, b] = co_await async::join(nested_sleep(), nested_sleep());
        co_return a + b;
      }());
      if (i % 2) co_await async::sleep_for(1ms);
      h.request_stop();
      EXPECT_THROW(co_await h, async::cancelled);
    }
  });
}

TEST(fork, join_all_of_many) {
  on_both([]() -> async::task<void> {
    std::vector<async::task<int>> some;
    for (int i = 0; i < 2000; ++i)
      some.push_back([](int n) -> async::task<int> {
        if (n % 3 == 0) co_await async::this_task::yield();
        co_return n;
      }(i));
    auto const all = co_await async::join_all(std::move(some));
    EXPECT_EQ(all.size(), 2000u);
    for (int i = 0; i < 2000; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)], i);
  });
}

async::task<int> twice(int n) {
  co_await async::this_task::yield();
  co_return 2 * n;
}
async::generator<async::task<int>> twice_up_to(int n) {
  for (int i = 0; i < n; ++i) co_yield twice(i);
}

TEST(fork, join_all_of_any_range) {
  std::vector<int> const expected{0, 2, 4};
  std::vector<int> const ids{0, 1, 2};
  EXPECT_EQ(async::block_on(async::join_all(ids | std::views::transform(twice))), expected);
  EXPECT_EQ(async::block_on(async::join_all(twice_up_to(3))), expected);
  std::vector<async::task<int>> tasks;
  for (int i : ids) tasks.push_back(twice(i));
  EXPECT_EQ(async::block_on(async::join_all(tasks)), expected);
  EXPECT_FALSE(tasks.front());
}

async::task<std::tuple<long, long>> both(int n) { return async::join(fib(n), fib(n + 1)); }
async::task<std::vector<int>> all_up_to(int n) { return async::join_all(twice_up_to(n)); }
async::task<void> keeps_joins() {
  auto kept = async::join(fib(5), fails());
  EXPECT_THROW(co_await kept, std::runtime_error);
  EXPECT_THROW(co_await kept, std::logic_error);
  auto moved = async::join(fib(5));
  auto const [five] = co_await std::move(moved);
  EXPECT_EQ(five, 5);
  EXPECT_EQ(co_await both(5), std::tuple(5, 8));
  EXPECT_EQ((co_await all_up_to(2)).back(), 2);
  EXPECT_EQ(co_await async::join_all(std::vector<async::task<int>>()), std::vector<int>());
  async::task<int> gone = twice(1);
  EXPECT_EQ(co_await std::move(gone), 2);
  EXPECT_THROW(co_await async::join(fib(1), std::move(gone)), std::logic_error);
  EXPECT_EQ(co_await async::join(both(1), async::join(fib(2), fib(3))),
            std::tuple(std::tuple(1, 1), std::tuple(1, 2)));
  EXPECT_EQ(co_await async::timeout(1h, async::join(twice(1), both(1))),
            std::tuple(2, std::tuple(1, 1)));
}
TEST(fork, a_join_is_a_value) { on_both(keeps_joins); }

async::task<long> chain(int n) {
  if (n == 0) co_return 0;
  auto [a, b] = co_await async::join(chain(n - 1), []() -> async::task<long> { co_return 1; }());
  co_return a + b;
}

TEST(fork, deep) {
  on_both([]() -> async::task<void> { EXPECT_EQ(co_await chain(20000), 20000); });
}

// A thread that sleeps stands for one that computes: it makes no offers, and needs no core.
async::task<int> holds_its_thread(std::chrono::milliseconds d) {
  std::this_thread::sleep_for(d);
  co_return 1;
}
async::task<int> joins_at_once(int n) {
  std::vector<async::task<int>> all;
  for (int i = 0; i < n; ++i) all.push_back(holds_its_thread(std::chrono::milliseconds(200)));
  int sum = 0;
  for (int each : co_await async::join_all(std::move(all))) sum += each;
  co_return sum;
}
TEST(fork, idle_workers_take_those_that_do_not_suspend) {
  async::multi_thread rt{{.workers = 6}};
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // they lie down
  auto const before = std::chrono::steady_clock::now();
  EXPECT_EQ(rt.block_on(joins_at_once(6)), 6);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(550));
}

async::task<int> produces(async::sender<int> to, int n) {
  for (int i = 0; i < n; ++i) co_await to.send(i);
  co_return n;
}
async::task<int> consumes(async::receiver<int> from) {
  int sum = 0;
  while (auto each = co_await from.receive()) sum += *each;
  co_return sum;
}
// The receiver waits until the sender, a parameter, is gone.
TEST(fork, parameters_end_with_their_task) {
  on_both([]() -> async::task<void> {
    for (int round = 0; round < 500; ++round) {
      auto [tx, rx] = async::channel<int>(1);
      auto [sent, sum] = co_await async::join(produces(std::move(tx), round % 5), consumes(std::move(rx)));
      EXPECT_EQ(sum, sent * (sent - 1) / 2);
      auto [to, from] = async::channel<int>(1);
      std::vector<async::task<int>> all;
      all.push_back(consumes(from));
      all.push_back(consumes(std::move(from)));
      all.push_back(produces(std::move(to), 4));
      auto got = co_await async::join_all(std::move(all));
      EXPECT_EQ(got[0] + got[1], 6);
    }
  });
}

// What `join_all` makes of a view keeps the first few tasks in place, and more of them elsewhere.
async::task<std::size_t> later(std::size_t n) {
  if (n % 3 == 0) co_await async::this_task::yield();
  if (n == 1000) throw std::runtime_error("a thousand");
  co_return n;
}
async::task<bool> joins_a_view(std::size_t n) {
  auto const tasks = std::views::iota(std::size_t{0}, n) | std::views::transform(later);
  auto all = async::join_all(tasks);
  auto moved = std::move(all);
  auto const got = co_await std::move(moved);
  for (std::size_t i = 0; i < n; ++i)
    if (got.size() != n || got[i] != i) co_return false;
  co_return true;
}
TEST(fork, join_all_of_a_view_of_any_size) {
  async::multi_thread rt{{.workers = 2}};
  for (std::size_t n : {0, 1, 7, 8, 9, 10, 31, 32, 33, 100, 900}) EXPECT_TRUE(rt.block_on(joins_a_view(n))) << n;
  EXPECT_THROW(rt.block_on(joins_a_view(1001)), std::runtime_error);
}
TEST(fork, join_all_of_a_view_that_throws) {
  async::current_thread rt;
  auto const alive = std::make_shared<int>();
  auto const holds = [](std::shared_ptr<int>) -> async::task<void> { co_return; };
  for (int failing : {0, 3, 8, 9, 40}) {
    auto const join = [&]() -> async::task<void> {
      auto const tasks = std::views::iota(0) | std::views::transform([&](int i) {
                           if (i == failing) throw failing;
                           return holds(alive);
                         });
      co_await async::join_all(tasks | std::views::take(100));
    };
    EXPECT_THROW(rt.block_on(join()), int);
    EXPECT_EQ(alive.use_count(), 1);
  }
}
TEST(fork, join_all_of_nothing) {
  async::current_thread rt;
  auto const join = []() -> async::task<std::size_t> {
    co_return (co_await async::join_all(std::vector<async::task<int>>())).size();
  };
  EXPECT_EQ(rt.block_on(join()), 0u);
}

}  // namespace
