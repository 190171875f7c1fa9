// Every primitive under random schedules, stops, errors and ends: what it promises holds, and nothing is lost.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <vector>

namespace {

using namespace std::chrono_literals;

/// Lets others in at random places.
async::task<void> perhaps(std::mt19937& random) {
  switch (random() % 8) {
    case 0: co_await async::sleep_for(std::chrono::microseconds(random() % 40)); break;
    case 1:
    case 2: co_await async::this_task::yield(); break;
    default: break;
  }
}

/// What all workers share, and what must be so whenever nobody is in the middle of something.
struct world {
  async::mutex<> mutex;
  int in_mutex = 0;
  async::shared_mutex<> shared;
  std::atomic<int> readers{0}, writers{0};
  async::semaphore<> permits{3};
  std::atomic<int> permitted{0};
  std::pair<async::sender<std::unique_ptr<int>>, async::receiver<std::unique_ptr<int>>> ends =
      async::channel<std::unique_ptr<int>>(2);
  std::atomic<long> sent{0}, received{0};
  async::event<> event;
  std::pair<async::watch_sender<int>, async::watch_receiver<int>> watched = async::watch(0);
  async::barrier<> barrier{2};
  async::once<> once;
  std::atomic<int> called{0};
  std::atomic<int> wrong{0};
};

struct counted {
  explicit counted(std::atomic<int>& n) : count(n) { ++count; }
  ~counted() { --count; }
  std::atomic<int>& count;
};

async::task<void> locks(world& w, std::mt19937& random) {
  auto const guard = co_await w.mutex.lock();
  int const before = ++w.in_mutex;
  struct leave {
    world& of;
    ~leave() { --of.in_mutex; }
  } const at_end{w};
  co_await perhaps(random);
  if (w.in_mutex != before || before != 1) ++w.wrong;
  if (random() % 16 == 0) throw 1;
}
async::task<void> shares(world& w, std::mt19937& random) {
  if (random() % 3 == 0) {
    auto const guard = co_await w.shared.lock();
    counted const me(w.writers);
    if (w.writers != 1 || w.readers != 0) ++w.wrong;
    co_await perhaps(random);
    if (w.writers != 1 || w.readers != 0) ++w.wrong;
  } else {
    auto const guard = co_await w.shared.lock_shared();
    counted const me(w.readers);
    co_await perhaps(random);
    if (w.writers != 0) ++w.wrong;
  }
}
async::task<void> acquires(world& w, std::mt19937& random) {
  co_await w.permits.acquire();
  struct give_back {
    world& of;
    ~give_back() { of.permits.release(); }
  } const at_end{w};
  counted const me(w.permitted);
  if (w.permitted > 3) ++w.wrong;
  co_await perhaps(random);
  if (random() % 16 == 0) throw 2;
}
async::task<void> sends(world& w, std::mt19937& random) {
  int const n = static_cast<int>(random() % 1000);
  if (co_await w.ends.first.send(std::make_unique<int>(n))) w.sent += n;
}
async::task<void> receives(world& w, std::mt19937&) {
  if (auto const x = co_await w.ends.second.receive()) w.received += **x;
}
async::task<void> signals(world& w, std::mt19937& random) {
  if (random() % 2) {
    w.event.set();
    w.watched.first.send(static_cast<int>(random()));
  } else {
    w.event.reset();
    co_await perhaps(random);
    w.event.set();
  }
}
async::task<void> waits(world& w, std::mt19937& random) {
  if (random() % 2) {
    co_await w.event.wait();
  } else {
    auto mine = w.watched.second;
    co_await mine.changed();
  }
}
async::task<void> calls_once(world& w, std::mt19937& random) {
  auto init = [&]() -> async::task<void> {
    co_await perhaps(random);
    if (random() % 4 == 0) throw 3;
    ++w.called;
  };
  co_await w.once.call(init);
}
async::task<void> meets(world& w, std::mt19937&) { co_await w.barrier.arrive_and_wait(); }

async::task<void> one_step(world& w, std::mt19937& random) {
  switch (random() % 9) {
    case 0: return locks(w, random);
    case 1: return shares(w, random);
    case 2: return acquires(w, random);
    case 3: return sends(w, random);
    case 4: return receives(w, random);
    case 5: return signals(w, random);
    case 6: return waits(w, random);
    case 7: return calls_once(w, random);
    default: return meets(w, random);
  }
}

/// Steps that are stopped at a random moment: from outside, by a timeout, or because a race is won.
async::task<void> worker(world& w, unsigned seed, int steps) {
  std::mt19937 random(seed);
  for (int i = 0; i < steps; ++i) {
    auto const limit = std::chrono::microseconds(random() % 300);
    std::mt19937 inner(random());
    try {
      switch (random() % 3) {
        case 0: co_await async::timeout(limit, one_step(w, inner)); break;
        case 1: {
          auto nap = [](std::chrono::microseconds d) -> async::task<void> {
            co_await async::sleep_for(d);
          };
          co_await async::race(one_step(w, inner), nap(limit));
          break;
        }
        default: {
          // It borrows `inner`, so it is waited for even if this task is stopped meanwhile.
          auto see_through = [](async::join_handle<void> h,
                                std::mt19937& own) -> async::task<void> {
            co_await perhaps(own);
            h.request_stop();
            co_await h;
          };
          co_await async::uncancellable(see_through(async::spawn(one_step(w, inner)), random));
        }
      }
    } catch (int const&) {
    } catch (async::timed_out const&) {
    } catch (async::cancelled const&) {
      // This task's own request is seen by the next await, too.
      if (async::this_task::stop_token().stop_requested()) throw;
    }
    co_await perhaps(random);
  }
}

async::task<void> all_of(world& w, unsigned seed, int workers, int steps) {
  std::vector<async::join_handle<void>> running;
  for (int i = 0; i < workers; ++i)
    running.push_back(async::spawn(worker(w, seed * 100 + static_cast<unsigned>(i), steps)));
  for (auto& h : running) {
    try {
      co_await h;
    } catch (async::cancelled const&) {
    }
  }
}

/// What holds once nobody is left.
void expect_idle(world& w) {
  EXPECT_EQ(w.wrong, 0);
  EXPECT_EQ(w.in_mutex, 0);
  EXPECT_EQ(w.readers + w.writers + w.permitted, 0);
  EXPECT_TRUE(w.mutex.try_lock());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(w.permits.try_acquire());
  EXPECT_FALSE(w.permits.try_acquire());
  while (auto x = w.ends.second.try_receive()) w.received += **x;
  EXPECT_EQ(w.sent, w.received);
  EXPECT_LE(w.called, 1);
}

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int steps = 60;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
constexpr int steps = 60;
#else
constexpr int steps = 200;
#endif
#else
constexpr int steps = 200;
#endif

/// ASYNC_FUZZ_SEED=n, ASYNC_FUZZ_SECONDS=n: other schedules, for as long.
unsigned seed() {
  char const* const text = std::getenv("ASYNC_FUZZ_SEED");
  return text ? static_cast<unsigned>(std::atoi(text)) : 1;
}
template <class F>
void repeatedly(F f) {
  char const* const text = std::getenv("ASYNC_FUZZ_SECONDS");
  auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(text ? std::atoi(text) : 0);
  for (unsigned round = 0;; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed() + round));
    f(seed() + round);
    if (testing::Test::HasFailure() || std::chrono::steady_clock::now() >= until) break;
  }
}

TEST(fuzz, primitives_on_one_thread) {
  repeatedly([](unsigned s) {
    world w;
    async::block_on(all_of(w, s, 8, steps));
    expect_idle(w);
  });
}

TEST(fuzz, primitives_on_several_threads) {
  repeatedly([](unsigned s) {
    async::multi_thread rt{{.workers = 3}};
    world w;
    rt.block_on(all_of(w, s, 8, steps));
    expect_idle(w);
  });
}

// Two runtimes use the same objects.
TEST(fuzz, primitives_between_runtimes) {
  repeatedly([](unsigned s) {
    async::multi_thread a{{.workers = 2}};
    async::current_thread b;
    world w;
    auto there = a.spawn(all_of(w, s, 4, steps));
    b.block_on(all_of(w, s + 7, 4, steps));
    auto join = [&]() -> async::task<void> { co_await there; };
    b.block_on(join());
    expect_idle(w);
  });
}

// The runtime goes while everybody is busy.
TEST(fuzz, shutdown_at_any_moment) {
  repeatedly([](unsigned s) {
    for (unsigned i = 0; i < 10; ++i) {
      world w;
      {
        async::multi_thread rt{{.workers = 2}};
        auto h = rt.spawn(all_of(w, s * 10 + i, 6, 1'000'000));
        auto nap = [](unsigned us) -> async::task<void> {
          co_await async::sleep_for(std::chrono::microseconds(us));
        };
        rt.block_on(nap(i * 300));
      }
      expect_idle(w);
    }
  });
}

}  // namespace
