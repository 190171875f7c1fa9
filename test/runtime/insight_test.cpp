// What can be seen of tasks from outside.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

std::string dump() {
  std::ostringstream out;
  async::dump_tasks(out);
  return out.str();
}
/// "insight_test.cpp:<line>"
std::string at(unsigned line) { return "insight_test.cpp:" + std::to_string(line); }
/// The lines of one task.
std::string part_of(std::string const& text, std::string const& name) {
  auto const from = text.find("'" + name + "'");
  if (from == text.npos) return {};
  return text.substr(from, text.find("\ntask ", from) - from);
}

constexpr unsigned inner_line = __LINE__ + 2;
async::task<void> inner(async::event<>& e) {
  co_await e.wait();
}
constexpr unsigned outer_line = __LINE__ + 3;
async::task<void> outer(async::event<>& e, std::string name) {
  async::this_task::set_name(std::move(name));
  co_await inner(e);
}
async::stream<int> numbers(async::event<>& e) {
  co_yield 1;
  co_await e.wait();
  co_yield 2;
}
async::task<void> walks(async::event<>& e) {
  async::this_task::set_name("walker");
  auto s = numbers(e);
  while (auto x = co_await s.next()) {
  }
}

TEST(insight, shows_where_each_task_waits) {
  auto work = []() -> async::task<std::string> {
    async::event<> e;
    unsigned const spawn_line = __LINE__ + 1;
    auto a = async::spawn(outer(e, "one"));
    auto b = async::spawn(walks(e));
    auto c = async::spawn(outer(e, "late"));
    c.request_stop();
    // On two workers they come to their waits at a time of their own.
    std::string text = dump();
    auto const waits = [&](char const* name) {
      return part_of(text, name).find("awaits at") != text.npos;
    };
    for (int tries = 0; tries < 5000 && !(waits("one") && waits("walker")); ++tries) {
      co_await async::sleep_for(1ms);
      text = dump();
    }
    std::string const one = part_of(text, "one");
    auto const found = [&](std::string const& what) {
      auto const where = one.find(what);
      EXPECT_NE(where, one.npos) << what << " in " << text;
      return where;
    };
    found("on async::");
    found("spawned at ");
    found(at(spawn_line));
    EXPECT_LT(found("awaits at"), found(at(inner_line)));
    EXPECT_LT(found(at(inner_line)), found(at(outer_line)));
    found("inner(async::event<");
    found("outer(async::event<");
    EXPECT_EQ(one.find("insight_test.cpp:" + std::to_string(spawn_line + 1)), one.npos);
    std::string const walker = part_of(text, "walker");
    EXPECT_NE(walker.find("numbers("), walker.npos) << text;
    EXPECT_NE(walker.find("walks("), walker.npos) << text;
    EXPECT_NE(text.find(", running"), text.npos) << text;  // this one
    e.set();
    co_await a;
    co_await b;
    bool stopped = false;
    try {
      co_await c;
    } catch (async::cancelled) {
      stopped = true;
    }
    EXPECT_TRUE(stopped);
    co_return text;
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 2}};
  rt.block_on(work());
}

TEST(insight, shows_deep_chains_and_blocking_threads) {
  async::event<> e;
  auto work = [&]() -> async::task<std::string> {
    struct chain {
      static async::task<void> of(int n, async::event<>& last) {
        if (n == 0)
          co_await last.wait();
        else
          co_await of(n - 1, last);
      }
    };
    auto deep = async::spawn(chain::of(1000, e));
    auto fresh = async::spawn(chain::of(0, e));
    std::string const before = dump();
    EXPECT_NE(before.find(", not started"), before.npos) << before;
    std::atomic<bool> over{false};
    auto h = async::spawn_blocking([&] {
      while (!over) std::this_thread::sleep_for(1ms);
    });
    co_await async::sleep_for(5ms);
    std::string const text = dump();
    over = true;
    co_await h;
    e.set();
    co_await deep;
    co_await fresh;
    co_return text;
  };
  std::string const text = async::block_on(work());
  EXPECT_NE(text.find("on a thread that may block"), text.npos) << text;
  EXPECT_NE(text.find("..."), text.npos) << text;
  EXPECT_EQ(dump().find("task "), std::string::npos);
}

// While all of them change: nothing may be read that goes away.
TEST(insight, looks_at_tasks_that_come_and_go) {
  async::multi_thread rt{{.workers = 3}};
  std::atomic<bool> over{false};
  auto tree = [](auto self, int depth) -> async::task<int> {
    co_await async::this_task::yield();
    if (depth == 0) co_return 1;
    auto other = async::spawn(self(self, depth - 1));
    int const mine = co_await self(self, depth - 1);
    if (depth == 2) co_await async::sleep_for(50us);
    co_return mine + co_await other;
  };
  std::vector<std::thread> lookers;
  std::atomic<std::size_t> seen{0};
  for (int i = 0; i < 2; ++i)
    lookers.emplace_back([&] {
      while (!over) {
        seen += dump().size();
        std::this_thread::sleep_for(500us);
      }
    });
  for (int i = 0; i < 30; ++i) EXPECT_EQ(rt.block_on(tree(tree, 6)), 64);
  over = true;
  for (auto& t : lookers) t.join();
  EXPECT_GT(seen, 0u);
}

TEST(insight, by_a_signal) {
  testing::internal::CaptureStderr();
  async::dump_tasks_on(SIGQUIT);
  async::dump_tasks_on(SIGUSR1);
  async::event<> e;
  auto work = [&]() -> async::task<void> {
    auto h = async::spawn(outer(e, "hanging"));
    co_await async::sleep_for(1ms);
    ::raise(SIGQUIT);
    struct stat captured {};  // another thread writes
    for (int tries = 0; tries < 5000 && captured.st_size == 0; ++tries) {
      co_await async::sleep_for(1ms);
      ::fstat(STDERR_FILENO, &captured);
    }
    e.set();
    co_await h;
  };
  async::block_on(work());
  std::string const text = testing::internal::GetCapturedStderr();
  EXPECT_NE(part_of(text, "hanging").find(at(inner_line)), text.npos) << text;
  ::signal(SIGQUIT, SIG_DFL);
  ::signal(SIGUSR1, SIG_DFL);
}

}  // namespace
