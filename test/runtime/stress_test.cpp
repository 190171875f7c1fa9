#include <async/async.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using listener = async::net::tcp_listener<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

async::task<void> echo(stream s) {
  char buffer[256];
  for (;;) {
    std::size_t const n = co_await s.read_some(buffer);
    if (n == 0) break;
    co_await s.write_all(std::span<char const>(buffer, n));
  }
}
async::task<void> serve(listener& l) {
  for (;;) async::spawn(echo(co_await l.accept())).detach();
}
async::task<void> talk(std::uint16_t port) {
  auto s = co_await stream::connect("127.0.0.1", port);
  char buffer[256];
  for (;;) {
    co_await s.write_all(std::string_view("hello"));
    std::size_t const n = co_await s.read_some(buffer);
    if (n == 0) break;
  }
}
// Clients that are stopped at random moments; the server's tasks are left to the runtime.
async::task<int> interrupted(unsigned seed) {
  std::mt19937 random(seed);
  auto l = listener::bind("127.0.0.1", 0);
  auto server = async::spawn(serve(l));
  int ended = 0;
  for (int round = 0; round < 10; ++round) {
    std::vector<async::join_handle<void>> clients;
    for (int i = 0; i < 8; ++i) clients.push_back(async::spawn(talk(l.local_port())));
    for (auto& c : clients) {
      co_await async::sleep_for(std::chrono::microseconds(random() % 300));
      c.request_stop();
    }
    for (auto& c : clients) {
      try {
        co_await c;
      } catch (async::cancelled) {
        ++ended;
      }
    }
  }
  server.request_stop();
  try {
    co_await server;
  } catch (async::cancelled) {
  }
  co_return ended;
}
TEST(stress, clients_stopped_at_random) {
  EXPECT_EQ(async::block_on(interrupted(1)), 80);
  async::multi_thread rt{{.workers = 3}};
  EXPECT_EQ(rt.block_on(interrupted(2)), 80);
}

async::task<void> step(unsigned seed, int depth) {
  std::mt19937 random(seed);
  switch (random() % 5) {
    case 0:
      co_await async::this_task::yield();
      break;
    case 1:
      co_await async::sleep_for(std::chrono::microseconds(random() % 50));
      break;
    case 2:
      throw static_cast<int>(seed);
    case 3:
      co_await async::uncancellable(step(seed + 1, depth));
      break;
    default:
      if (depth > 0) {
        async::task_group g;
        std::exception_ptr first;
        for (unsigned i = 0; i < 3; ++i) g.spawn(step(seed * 7 + i, depth - 1));
        try {
          co_await g.join();
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
  }
}
async::task<int> random_trees(unsigned from, unsigned n) {
  int ended = 0;
  for (unsigned i = 0; i < n; ++i) {
    auto h = async::spawn(step(from + i, 5));
    if (i % 3 == 0) h.request_stop();
    if (i % 7 == 0) {
      h.detach();
      ++ended;
      continue;
    }
    try {
      co_await h;
    } catch (int const&) {
    } catch (async::cancelled const&) {
    }
    ++ended;
  }
  co_return ended;
}
TEST(stress, random_trees) {
  auto before = async::set_suppressed_exception_handler([](std::exception_ptr) {});
  {
    async::multi_thread rt{{.workers = 3}};
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 3; ++t)
      threads.emplace_back([&rt, t] { EXPECT_EQ(rt.block_on(random_trees(t * 1000, 300)), 300); });
    for (auto& t : threads) t.join();
  }
  EXPECT_EQ(async::block_on(random_trees(9000, 300)), 300);
  async::set_suppressed_exception_handler(before);
}

}  // namespace
