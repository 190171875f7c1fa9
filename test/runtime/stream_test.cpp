#include <async/async.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <ranges>
#include <string>
#include <vector>

namespace {

async::generator<int> count(int n) {
  for (int i = 1; i <= n; ++i) co_yield i;
}
async::generator<std::string&> each(std::vector<std::string>& list) {
  for (std::string& text : list) co_yield text;
}
async::generator<std::unique_ptr<int>> owned() {
  co_yield std::make_unique<int>(1);
  co_yield std::make_unique<int>(2);
}
async::generator<int> failing() {
  co_yield 1;
  throw std::runtime_error("broken");
}

static_assert(std::ranges::input_range<async::generator<int>>);
static_assert(std::ranges::view<async::generator<int>>);

TEST(generator, is_a_range) {
  int sum = 0;
  for (int x : count(4) | std::views::filter([](int x) { return x % 2 == 0; })) sum += x;
  EXPECT_EQ(sum, 6);
  for (int x : count(0)) FAIL() << x;
}

TEST(generator, yields_references_and_what_can_only_move) {
  std::vector<std::string> list{"a", "b"};
  for (std::string& text : each(list)) text += "!";
  EXPECT_EQ(list, (std::vector<std::string>{"a!", "b!"}));
  int sum = 0;
  for (std::unique_ptr<int> p : owned()) sum += *p;
  EXPECT_EQ(sum, 3);
}

TEST(generator, throws_out_of_the_increment) {
  int seen = 0;
  EXPECT_THROW(
      {
        for (int x : failing()) seen += x;
      },
      std::runtime_error);
  EXPECT_EQ(seen, 1);
}

async::stream<int> slowly(int n) {
  for (int i = 1; i <= n; ++i) {
    co_await async::this_task::yield();
    co_yield i;
  }
}
async::stream<std::unique_ptr<int>> boxes(int n) {
  for (int i = 1; i <= n; ++i) co_yield std::make_unique<int>(i);
}
async::stream<std::string const&> texts(std::vector<std::string> const& list) {
  for (auto const& text : list) co_yield text;
}
async::stream<int> broken() {
  co_yield 1;
  co_await async::this_task::yield();
  throw std::runtime_error("broken");
}

TEST(stream, gives_elements_until_it_ends) {
  async::multi_thread rt{{.workers = 2}};
  auto work = []() -> async::task<int> {
    int sum = 0;
    auto s = slowly(1000);
    while (auto x = co_await s.next()) sum += *x;
    EXPECT_FALSE(co_await s.next());
    auto b = boxes(3);
    while (auto x = co_await b.next()) sum += **x;
    co_return sum;
  };
  EXPECT_EQ(rt.block_on(work()), 500500 + 6);
}

TEST(stream, yields_references) {
  async::current_thread rt;
  auto work = []() -> async::task<std::size_t> {
    std::vector<std::string> const list{"one", "three"};
    auto s = texts(list);
    auto i = co_await s.begin();
    EXPECT_EQ(&*i, &list[0]);
    std::size_t size = 0;
    for (; i != s.end(); static_cast<void>(co_await ++i)) size += (*i).size();
    co_return size;
  };
  EXPECT_EQ(rt.block_on(work()), 8U);
}

TEST(stream, throws_once_and_has_ended_then) {
  async::current_thread rt;
  auto work = []() -> async::task<int> {
    auto s = broken();
    int caught = 0;
    EXPECT_EQ(co_await s.next(), 1);
    try {
      static_cast<void>(co_await s.next());
    } catch (std::runtime_error const&) {
      ++caught;
    }
    EXPECT_FALSE(co_await s.next());
    co_return caught;
  };
  EXPECT_EQ(rt.block_on(work()), 1);
}

TEST(stream, has_ended_for_an_iterator_whose_increment_threw) {
  async::current_thread rt;
  auto work = []() -> async::task<bool> {
    auto s = broken();
    auto at = co_await s.begin();
    EXPECT_EQ(*at, 1);
    EXPECT_TRUE(at != s.end());
    try {
      static_cast<void>(co_await ++at);
    } catch (std::runtime_error const&) {
      co_return at == s.end();
    }
    co_return false;
  };
  EXPECT_TRUE(rt.block_on(work()));
}

TEST(stream, sees_a_stop_of_the_task_that_asks) {
  async::current_thread rt;
  auto endless = []() -> async::stream<int> {
    for (int i = 0;; ++i) {
      co_await async::sleep_for(std::chrono::milliseconds(1));
      co_yield i;
    }
  };
  auto work = [&]() -> async::task<bool> {
    auto child = async::spawn([](auto make) -> async::task<void> {
      auto s = make();
      while (co_await s.next()) {
      }
    }(endless));
    co_await async::sleep_for(std::chrono::milliseconds(5));
    child.request_stop();
    try {
      co_await child;
    } catch (async::cancelled const&) {
      co_return true;
    }
    co_return false;
  };
  EXPECT_TRUE(rt.block_on(work()));
}

TEST(stream, moves_between_tasks) {
  async::multi_thread rt{{.workers = 2}};
  auto take_one = [](async::stream<int>& s) -> async::task<int> { co_return *co_await s.next(); };
  auto work = [&]() -> async::task<int> {
    auto s = slowly(100);
    int sum = 0;
    for (int i = 0; i < 100; ++i) sum += co_await async::spawn(take_one(s));
    co_return sum;
  };
  EXPECT_EQ(rt.block_on(work()), 5050);
}

}  // namespace
