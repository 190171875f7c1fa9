#include <async/async.hpp>

#include <gtest/gtest.h>

#include <poll.h>

#include <sstream>
#include <thread>

namespace {

using namespace std::chrono_literals;

template <class T>
async::task<bool> ends_cancelled(async::join_handle<T> h) {
  bool caught = false;
  try {
    static_cast<void>(co_await h);
  } catch (async::cancelled) {
    caught = true;
  }
  co_return caught;
}

TEST(mutex, excludes_and_hands_over) {
  async::multi_thread rt{{.workers = 2}};
  async::mutex m;
  int inside = 0, most = 0, total = 0;
  auto worker = [&]() -> async::task<void> {
    for (int i = 0; i < 500; ++i) {
      auto guard = co_await m.lock();
      most = std::max(most, ++inside);
      if (i % 7 == 0) co_await async::this_task::yield();
      ++total;
      --inside;
    }
  };
  auto all = [&]() -> async::task<void> {
    async::task_group g;
    for (int i = 0; i < 8; ++i) g.spawn(worker());
    co_await g.join();
  };
  rt.block_on(all());
  EXPECT_EQ(most, 1);
  EXPECT_EQ(total, 4000);
}

TEST(mutex, a_stop_ends_the_wait_and_recursion_is_an_error) {
  async::current_thread rt;
  auto work = []() -> async::task<void> {
    async::mutex m;
    auto guard = co_await m.lock();
    bool deadlock = false;
    try {
      auto again = co_await m.lock();
    } catch (std::system_error const& e) {
      deadlock = e.code() == std::errc::resource_deadlock_would_occur;
    }
    EXPECT_TRUE(deadlock);
    EXPECT_FALSE(m.try_lock());
    auto waits = async::spawn([](async::mutex<>& m) -> async::task<int> {
      auto g = co_await m.lock();
      co_return 1;
    }(m));
    co_await async::sleep_for(1ms);
    waits.request_stop();
    EXPECT_TRUE(co_await ends_cancelled(std::move(waits)));
    guard.unlock();
    EXPECT_TRUE(m.try_lock());
  };
  rt.block_on(work());
}

TEST(mutex, blocks_threads_in_a_blocking_mode) {
  async::mutex<async::blocking> m;
  int total = 0;
  auto work = [&] {
    for (int i = 0; i < 1000; ++i) {
      auto guard = m.lock();
      ++total;
    }
  };
  std::thread a(work), b(work);
  a.join();
  b.join();
  EXPECT_EQ(total, 2000);
}

template <async::mode M>
void tries() {
  async::shared_mutex<M> m;
  {
    auto alone = m.try_lock();
    EXPECT_TRUE(alone.owns_lock());
    EXPECT_FALSE(m.try_lock_shared());
    EXPECT_FALSE(m.try_lock());
  }
  auto one = m.try_lock_shared(), two = m.try_lock_shared();
  EXPECT_TRUE(one && two);
  EXPECT_FALSE(m.try_lock());
  one.unlock();
  two.unlock();
  EXPECT_TRUE(m.try_lock());
}
TEST(shared_mutex, tries) {
  tries<async::suspending>();
  tries<async::blocking>();
}

TEST(shared_mutex, shares_and_excludes) {
  async::multi_thread rt{{.workers = 2}};
  async::shared_mutex m;
  std::atomic<int> readers{0}, most{0};
  int value = 0;
  auto reader = [&]() -> async::task<void> {
    for (int i = 0; i < 200; ++i) {
      auto guard = co_await m.lock_shared();
      int const now = ++readers;
      if (now > most) most = now;
      co_await async::this_task::yield();
      --readers;
    }
  };
  auto writer = [&]() -> async::task<void> {
    for (int i = 0; i < 200; ++i) {
      auto guard = co_await m.lock();
      EXPECT_EQ(readers, 0);
      ++value;
      co_await async::this_task::yield();
    }
  };
  auto all = [&]() -> async::task<void> {
    async::task_group g;
    for (int i = 0; i < 4; ++i) g.spawn(reader());
    for (int i = 0; i < 2; ++i) g.spawn(writer());
    co_await g.join();
  };
  rt.block_on(all());
  EXPECT_EQ(value, 400);
  EXPECT_GT(most, 1);
}

TEST(mutex, a_guard_may_move_to_another_task) {
  async::current_thread rt;
  auto hold = [](async::lock_guard<async::mutex<>> g) -> async::task<void> {
    co_await async::sleep_for(1ms);
    g.unlock();
  };
  auto work = [&]() -> async::task<void> {
    async::mutex m;
    auto guard = co_await m.lock();
    auto h = async::spawn(hold(std::move(guard)));
    auto again = co_await m.lock();
    EXPECT_TRUE(again);
    co_await h;
  };
  rt.block_on(work());
}

TEST(barrier, a_cancelled_arrival_does_not_count) {
  async::current_thread rt;
  auto arrive = [](async::barrier<>& b, int& passed) -> async::task<void> {
    co_await b.arrive_and_wait();
    ++passed;
  };
  auto work = [&]() -> async::task<void> {
    async::barrier b(2);
    int passed = 0;
    auto stopped = async::spawn([](auto t) -> async::task<int> {
      co_await std::move(t);
      co_return 0;
    }(arrive(b, passed)));
    co_await async::this_task::yield();
    stopped.request_stop();
    EXPECT_TRUE(co_await ends_cancelled(std::move(stopped)));
    auto one = async::spawn(arrive(b, passed));
    co_await async::sleep_for(2ms);
    EXPECT_EQ(passed, 0);
    auto two = async::spawn(arrive(b, passed));
    co_await one;
    co_await two;
    EXPECT_EQ(passed, 2);
  };
  rt.block_on(work());
}

TEST(current_thread, is_driven_from_outside_after_block_on) {
  async::current_thread rt;
  int const fd = rt.fd();
  auto nap = []() -> async::task<void> { co_await async::sleep_for(1ms); };
  rt.block_on(nap());
  std::atomic<bool> done{false};
  auto set = [&]() -> async::task<void> {
    done = true;
    co_return;
  };
  std::thread t([&] { rt.spawn(set()); });
  pollfd p{fd, POLLIN, 0};
  EXPECT_EQ(::poll(&p, 1, 5000), 1);
  while (!done) rt.make_progress();
  t.join();
}

// What becomes free between the look of a task and its second one, under the lock, leaves nothing behind in the list of
// those whom a stop request tells.
async::task<void> takes(async::semaphore<>& s) {
  for (;;) co_await s.acquire();
}
TEST(semaphore, a_stop_request_ends_after_permits_that_came_late) {
  async::multi_thread rt{{.workers = 2, .handle_signals = false}};
  for (int round = 0; round < 40; ++round) {
    async::semaphore s(0);
    std::atomic<bool> end{false};
    std::thread gives([&] {
      for (unsigned r = 1; !end; r = r * 1664525 + 1013904223) {
        s.release();
        for (unsigned i = 0; i < r >> 25; ++i) async::detail::spin_pause(1);
      }
    });
    auto h = rt.spawn(takes(s));
    std::this_thread::sleep_for(3ms);
    h.request_stop();
    EXPECT_TRUE(rt.block_on(ends_cancelled(std::move(h))));
    end = true;
    gives.join();
  }
}
async::task<void> locks(async::mutex<>& m) {
  for (;;) auto guard = co_await m.lock();
}
TEST(mutex, a_stop_request_ends_after_locks_that_came_late) {
  async::multi_thread rt{{.workers = 2, .handle_signals = false}};
  for (int round = 0; round < 20; ++round) {
    async::mutex m;
    auto one = rt.spawn(locks(m)), other = rt.spawn(locks(m));
    std::this_thread::sleep_for(3ms);
    one.request_stop();
    other.request_stop();
    EXPECT_TRUE(rt.block_on(ends_cancelled(std::move(one))));
    EXPECT_TRUE(rt.block_on(ends_cancelled(std::move(other))));
  }
}

TEST(semaphore, counts) {
  async::multi_thread rt{{.workers = 2}};
  async::semaphore s(3);
  std::atomic<int> inside{0}, most{0};
  auto worker = [&]() -> async::task<void> {
    for (int i = 0; i < 100; ++i) {
      co_await s.acquire();
      int const now = ++inside;
      if (now > most) most = now;
      co_await async::this_task::yield();
      --inside;
      s.release();
    }
  };
  auto all = [&]() -> async::task<void> {
    async::task_group g;
    for (int i = 0; i < 10; ++i) g.spawn(worker());
    co_await g.join();
  };
  rt.block_on(all());
  EXPECT_LE(most, 3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(s.try_acquire());
  EXPECT_FALSE(s.try_acquire());
}

TEST(event, latch_and_barrier) {
  async::multi_thread rt{{.workers = 2}};
  async::event e;
  async::latch l(3);
  async::barrier b(3);
  std::atomic<int> rounds{0};
  auto worker = [&]() -> async::task<void> {
    co_await e.wait();
    for (int i = 0; i < 100; ++i) {
      ++rounds;
      co_await b.arrive_and_wait();
      EXPECT_GE(rounds, 3 * (i + 1));
      co_await b.arrive_and_wait();
    }
    l.count_down();
  };
  auto all = [&]() -> async::task<void> {
    async::task_group g;
    for (int i = 0; i < 3; ++i) g.spawn(worker());
    co_await async::sleep_for(1ms);
    EXPECT_EQ(rounds, 0);
    e.set();
    co_await l.wait();
    EXPECT_EQ(rounds, 300);
    co_await g.join();
    e.reset();
    EXPECT_FALSE(e.is_set());
  };
  rt.block_on(all());
}

TEST(event, in_a_blocking_mode) {
  async::event<async::blocking> e;
  async::barrier<async::blocking> b(2);
  int seen = 0;
  std::thread t([&] {
    e.wait();
    seen = 1;
    b.arrive_and_wait();
  });
  e.set();
  b.arrive_and_wait();
  EXPECT_EQ(seen, 1);
  t.join();
}

TEST(once, calls_once_and_again_after_a_failure) {
  async::multi_thread rt{{.workers = 2}};
  async::once<> o;
  std::atomic<int> calls{0};
  auto slow = [&]() -> async::task<void> {
    if (++calls == 1) throw std::runtime_error("first");
    co_await async::sleep_for(1ms);
  };
  auto worker = [&]() -> async::task<void> {
    bool failed = false;
    try {
      co_await o.call(slow);
    } catch (std::runtime_error const&) {
      failed = true;
    }
    if (failed) co_await o.call(slow);
  };
  auto all = [&]() -> async::task<void> {
    async::task_group g;
    for (int i = 0; i < 8; ++i) g.spawn(worker());
    co_await g.join();
  };
  rt.block_on(all());
  EXPECT_EQ(calls, 2);
  async::once<async::blocking> plain;
  int count = 0;
  for (int i = 0; i < 3; ++i) plain.call([&] { ++count; });
  EXPECT_EQ(count, 1);
}

async::task_local<int> request_id;

TEST(task_local, is_seen_below_its_scope_only) {
  async::current_thread rt;
  auto inner = []() -> async::task<int> {
    co_await async::this_task::yield();
    co_return *request_id;
  };
  auto outer = [&]() -> async::task<int> {
    int const nested = co_await request_id.scope(5, inner());
    co_return nested * 10 + *request_id;
  };
  auto work = [&]() -> async::task<int> {
    EXPECT_FALSE(request_id.has_value());
    EXPECT_THROW(request_id.get(), std::logic_error);
    int const seen = co_await request_id.scope(7, outer());
    EXPECT_FALSE(request_id.has_value());
    co_return seen;
  };
  EXPECT_EQ(rt.block_on(work()), 57);
}

TEST(task_local, is_seen_by_the_parameters_of_its_task) {
  struct looks {
    int& seen;
    bool moved = false;
    explicit looks(int& s) : seen(s) {}
    looks(looks&& o) noexcept : seen(o.seen) { o.moved = true; }
    ~looks() {
      if (!moved) seen = request_id.has_value() ? *request_id : -1;
    }
  };
  async::current_thread rt;
  int seen = 0;
  auto takes = [](looks, bool fails) -> async::task<int> {
    co_await async::this_task::yield();
    if (fails) throw 1;
    co_return 2;
  };
  auto work = [&]() -> async::task<void> {
    EXPECT_EQ(co_await request_id.scope(5, takes(looks(seen), false)), 2);
    EXPECT_EQ(seen, 5);
    try {
      co_await request_id.scope(6, takes(looks(seen), true));
    } catch (int) {
    }
    EXPECT_EQ(seen, 6);
    EXPECT_FALSE(request_id.has_value());
  };
  rt.block_on(work());
}

TEST(task_local, needs_no_operator_address) {
  struct own_address {
    int value = 3;
    int* operator&() = delete;
  };
  static async::task_local<own_address> local;
  async::current_thread rt;
  auto reads = []() -> async::task<int> { co_return local->value; };
  auto work = [&]() -> async::task<int> { co_return co_await local.scope(own_address(), reads()); };
  EXPECT_EQ(rt.block_on(work()), 3);
}

TEST(task_local, is_seen_by_what_is_done_for_each) {
  async::current_thread rt;
  auto numbers = []() -> async::stream<int> {
    for (int i = 0; i < 3; ++i) co_yield i;
  };
  int sum = 0;
  auto add = [&](int n) -> async::task<void> {
    co_await async::this_task::yield();
    sum += n + *request_id;
  };
  auto each = [&]() -> async::task<void> { co_await async::for_each_concurrent(numbers(), 2, add); };
  auto work = [&]() -> async::task<void> { co_await request_id.scope(10, each()); };
  rt.block_on(work());
  EXPECT_EQ(sum, 33);
}

}  // namespace
