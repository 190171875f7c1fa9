// A loop of somebody else's, here one on poll(2), owns the thread and drives runtimes: it waits for their
// descriptors and deadlines, and calls make_progress.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <poll.h>

#include <cmath>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using clock_type = async::timer::clock;

class foreign_loop {
 public:
  explicit foreign_loop(std::vector<async::current_thread*> driven) : driven_(std::move(driven)) {}

  /// Until the flag is set; false if that takes too long.
  bool run_until(std::atomic<bool> const& done) {
    auto const end = clock_type::now() + 30s;
    while (!done) {
      if (clock_type::now() > end) return false;
      turn();
    }
    return true;
  }
  int waits() const { return waits_; }

 private:
  void turn() {
    std::vector<pollfd> all;
    auto until = clock_type::now() + 1s;
    for (auto* rt : driven_) {
      all.push_back({rt->fd(), POLLIN, 0});
      until = std::min(until, rt->deadline());
    }
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - clock_type::now());
    ++waits_;
    ::poll(all.data(), all.size(), static_cast<int>(std::max(left, 0ms).count()));
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].revents != 0 || driven_[i]->deadline() <= clock_type::now())
        driven_[i]->make_progress();
  }

  std::vector<async::current_thread*> driven_;
  int waits_ = 0;
};

/// Runs a task on the first of them.
template <class T>
void drive(foreign_loop& loop, async::current_thread& rt, async::task<T> work) {
  std::atomic<bool> done = false;
  auto all = [](async::task<T> w, std::atomic<bool>& d) -> async::task<void> {
    co_await std::move(w);
    d = true;
  };
  auto h = rt.spawn(all(std::move(work), done));
  EXPECT_TRUE(loop.run_until(done));
}

TEST(ExternalLoop, Timers) {
  async::current_thread rt;
  foreign_loop loop({&rt});
  std::string order;
  auto nap = [&](char c, std::chrono::milliseconds ms) -> async::task<void> {
    co_await async::sleep_for(ms);
    order += c;
  };
  drive(loop, rt, [&]() -> async::task<void> {
    auto c = async::spawn(nap('c', 30ms));
    auto a = async::spawn(nap('a', 5ms));
    auto b = async::spawn(nap('b', 15ms));
    co_await a, co_await b, co_await c;
  }());
  EXPECT_EQ(order, "abc");
  EXPECT_LT(loop.waits(), 30);  // it sleeps in between
}

TEST(ExternalLoop, ManyTasksTakeSeveralTurns) {
  async::current_thread rt;
  foreign_loop loop({&rt});
  int turns = 0;
  auto yields = [&]() -> async::task<void> {
    for (int i = 0; i < 1000; ++i, ++turns) co_await async::this_task::yield();
  };
  drive(loop, rt, yields());
  EXPECT_EQ(turns, 1000);
  EXPECT_GT(loop.waits(), 5);  // others get their turn meanwhile
}

TEST(ExternalLoop, OtherThreadsWakeIt) {
  async::current_thread rt;
  foreign_loop loop({&rt});
  auto [to, from] = async::channel<int>(4);
  int sum = 0;
  std::thread other([&rt, to = std::move(to)]() mutable {
    for (int i = 1; i <= 20; ++i) {
      std::this_thread::sleep_for(1ms);
      auto send = [](async::sender<int> s, int n) -> async::task<void> { co_await s.send(n); };
      rt.spawn(send(to, i)).detach();
    }
  });
  auto receive = [](async::receiver<int> in, int& s) -> async::task<void> {
    while (auto n = co_await in.receive()) s += *n;
  };
  drive(loop, rt, receive(std::move(from), sum));
  other.join();
  EXPECT_EQ(sum, 210);
}

TEST(ExternalLoop, Sockets) {
  async::current_thread rt;
  foreign_loop loop({&rt});
  using stream = async::net::tcp_stream<async::suspending>;
  std::string answer;
  drive(loop, rt, [&]() -> async::task<void> {
    auto l = async::net::tcp_listener<async::suspending>::bind("127.0.0.1", 0);
    auto serve = [](auto& listener) -> async::task<void> {
      auto s = co_await listener.accept();
      char buffer[100];
      while (auto const n = co_await s.read_some(buffer))
        co_await s.write_all(std::string_view(buffer, n));
      co_await s.close();
    };
    auto server = async::spawn(serve(l));
    auto s = co_await stream::connect("127.0.0.1", l.local_port());
    for (int i = 0; i < 50; ++i) {
      co_await s.write_all("ping");
      char buffer[4];
      std::size_t got = 0;
      while (got < 4) got += co_await s.read_some(std::span(buffer).subspan(got));
      answer.assign(buffer, 4);
    }
    co_await s.close();
    co_await server;
    co_await l.close();
  }());
  EXPECT_EQ(answer, "ping");
}

TEST(ExternalLoop, Files) {
  async::current_thread rt;
  foreign_loop loop({&rt});
  std::string const path = "/tmp/asyncc_external_loop." + std::to_string(::getpid());
  std::string text;
  drive(loop, rt, [&]() -> async::task<void> {
    using file = async::fs::file<async::suspending>;
    auto f = co_await file::open(path, async::fs::open_flags::read | async::fs::open_flags::write |
                                           async::fs::open_flags::create);
    co_await f.write_all("on a loop of another");
    char buffer[64];
    auto const n = co_await f.read_some_at(0, buffer);
    text.assign(buffer, n);
    co_await f.close();
  }());
  ::unlink(path.c_str());
  EXPECT_EQ(text, "on a loop of another");
}

TEST(ExternalLoop, TwoRuntimesOnOneThread) {
  async::current_thread one, two;
  foreign_loop loop({&one, &two});
  std::string where;
  drive(loop, one, [&]() -> async::task<void> {
    for (int i = 0; i < 3; ++i) {
      auto there = [&]() -> async::task<void> {
        co_await async::sleep_for(1ms);
        where += async::this_task::runtime() == async::runtime_ref(two) ? '2' : '?';
      };
      co_await async::on(two, there());
      where += async::this_task::runtime() == async::runtime_ref(one) ? '1' : '?';
    }
  }());
  EXPECT_EQ(where, "212121");
}

TEST(ExternalLoop, WhatIsLeftIsStoppedWithTheRuntime) {
  bool stopped = false;
  {
    async::current_thread rt;
    auto nap = [&]() -> async::task<void> {
      try {
        co_await async::sleep_for(1h);
      } catch (async::cancelled) {
        stopped = true;
        throw;
      }
    };
    rt.spawn(nap()).detach();
    rt.make_progress();
    EXPECT_FALSE(stopped);
  }
  EXPECT_TRUE(stopped);
}

}  // namespace
