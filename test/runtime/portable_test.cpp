// One program against <async/…>, unchanged on every runtime: what each area of the library promises.
#include <async/async.hpp>
#include <async/buffered.hpp>
#include <async/runtimes/asio.hpp>
#include <async/runtimes/glib.hpp>
#include <async/runtimes/libuv.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using async::suspending;

template <class R>
class portable : public testing::Test {};
using runtimes = testing::Types<async::multi_thread, async::current_thread, async::asio,
                                async::libuv, async::glib>;
TYPED_TEST_SUITE(portable, runtimes);

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
template <class Make>
async::task<bool> is_stopped(Make make) {
  auto h = async::spawn(make());
  co_await async::sleep_for(2ms);
  h.request_stop();
  co_return co_await ends_cancelled(std::move(h));
}

TYPED_TEST(portable, stops_every_wait_promptly) {
  TypeParam rt;
  auto work = []() -> async::task<void> {
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(co_await is_stopped([]() -> async::task<void> { co_await async::sleep_for(1h); }));
    auto ends = async::channel<int>(1);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await ends.second.receive(); }));
    EXPECT_TRUE(ends.first.try_send(1));
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await ends.first.send(2); }));
    EXPECT_EQ(ends.second.try_receive(), 1);
    EXPECT_EQ(ends.second.try_receive(), std::nullopt);  // a cancelled send has sent nothing
    async::mutex m;
    {
      auto const held = co_await m.lock();
      EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { auto g = co_await m.lock(); }));
    }
    EXPECT_TRUE(m.try_lock());
    async::shared_mutex s;
    {
      auto const held = co_await s.lock();
      EXPECT_TRUE(
          co_await is_stopped([&]() -> async::task<void> { auto g = co_await s.lock_shared(); }));
    }
    async::semaphore<> none(0);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await none.acquire(); }));
    async::event<> e;
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await e.wait(); }));
    async::latch<> l(1);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await l.wait(); }));
    async::barrier<> b(2);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await b.arrive_and_wait(); }));
    auto watched = async::watch(0);
    EXPECT_TRUE(
        co_await is_stopped([&]() -> async::task<void> { co_await watched.second.changed(); }));
    auto listener = async::net::tcp_listener<suspending>::bind("127.0.0.1", 0);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> { co_await listener.accept(); }));
    auto pair = async::net::unix_stream<suspending>::pair();
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> {
      char c;
      co_await pair.first.read_some(std::span(&c, 1));
    }));
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> {
      std::string const much(1 << 20, 'x');
      for (;;) co_await pair.first.write_all(much);
    }));
    auto udp = async::net::udp_socket<suspending>::bind("127.0.0.1", 0);
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> {
      char c;
      co_await udp.receive_from(std::span(&c, 1));
    }));
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> {
      auto h = async::spawn([]() -> async::task<void> { co_await async::sleep_for(1h); }());
      try {
        co_await h;
      } catch (async::cancelled) {
        h.request_stop();
        throw;
      }
    }));
    EXPECT_TRUE(co_await is_stopped([&]() -> async::task<void> {
      for (;;) co_await async::this_task::yield();
    }));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
    co_await listener.close();
    co_await pair.first.close();
    co_await pair.second.close();
    co_await udp.close();
  };
  rt.block_on(work());
}

TYPED_TEST(portable, combines_tasks) {
  TypeParam rt;
  auto after = [](std::chrono::milliseconds d, int n) -> async::task<int> {
    co_await async::sleep_for(d);
    if (n < 0) throw n;
    co_return n;
  };
  auto work = [&]() -> async::task<void> {
    co_await async::sleep_until(std::chrono::steady_clock::time_point::min());  // which is past
    EXPECT_EQ(co_await async::join(after(2ms, 1), after(1ms, 2)), std::tuple(1, 2));
    std::vector<async::task<int>> many;
    for (int i = 0; i < 50; ++i) many.push_back(after(std::chrono::milliseconds(i % 3), i));
    auto const all = co_await async::join_all(std::move(many));
    EXPECT_EQ(all.size(), 50u);
    EXPECT_EQ(all[49], 49);
    auto const won = co_await async::race(after(1h, 1), after(1ms, 2));
    EXPECT_EQ(won.index(), 1u);
    bool late = false;
    try {
      co_await async::timeout(1ms, after(1h, 1));
    } catch (async::timed_out const&) {
      late = true;
    }
    EXPECT_TRUE(late);
    int error = 0;
    try {
      co_await async::join(after(1h, 1), after(1ms, -7));
    } catch (int n) {
      error = n;
    }
    EXPECT_EQ(error, -7);
  };
  rt.block_on(work());
}

TYPED_TEST(portable, passes_values_on) {
  TypeParam rt;
  auto produce = [](async::sender<int> to, int n) -> async::task<void> {
    for (int i = 0; i < n; ++i) co_await to.send(i);
  };
  auto work = [&]() -> async::task<void> {
    auto ends = async::channel<int>(4);
    {
      auto tx = std::move(ends.first);
      for (int i = 0; i < 4; ++i) async::spawn(produce(tx, 100)).detach();
    }
    int n = 0;
    long sum = 0;
    while (auto x = co_await ends.second.receive()) ++n, sum += *x;
    EXPECT_EQ(n, 400);
    EXPECT_EQ(sum, 4 * 4950);
    auto numbers = []() -> async::stream<int> {
      for (int i = 0;; ++i) {
        co_await async::this_task::yield();
        co_yield i;
      }
    };
    auto few = numbers() | async::filter([](int x) { return x % 2 == 0; }) |
               async::map([](int x) { return x * 10; }) | async::take(3);
    std::vector<int> seen;
    while (auto x = co_await few.next()) seen.push_back(*x);
    EXPECT_EQ(seen, (std::vector<int>{0, 20, 40}));
    int ticks = 0;
    auto clock = async::interval(1ms);
    while (ticks < 3 && co_await clock.next()) ++ticks;
    EXPECT_EQ(ticks, 3);
  };
  rt.block_on(work());
}

TYPED_TEST(portable, reads_and_writes) {
  TypeParam rt;
  auto work = []() -> async::task<void> {
    char name[] = "/tmp/async_portable_XXXXXX";
    int const made = ::mkstemp(name);
    EXPECT_GE(made, 0);
    ::close(made);
    auto f = co_await async::fs::file<suspending>::create(name);
    std::string const text(300'000, 'y');
    co_await f.write_all(text);
    co_await f.sync();
    EXPECT_EQ(f.size(), text.size());
    char few[4];
    EXPECT_EQ(co_await f.read_some_at(10, few), 4u);
    EXPECT_EQ(co_await f.read_some_at(400'000, few), 0u);
    co_await f.resize(5);
    co_await f.close();
    auto g = co_await async::fs::file<suspending>::open(name);
    EXPECT_EQ(co_await g.read_all(), "yyyyy");
    co_await g.close();
    ::unlink(name);
    bool refused = false;
    try {
      auto none = co_await async::fs::file<suspending>::open("/nonexistent/file");
    } catch (std::system_error const& e) {
      refused = e.code() == std::errc::no_such_file_or_directory;
    }
    EXPECT_TRUE(refused);

    auto [a, b] = async::net::unix_stream<suspending>::pair();
    auto send = [](async::net::unix_stream<suspending> to) -> async::task<void> {
      std::string const line(1000, 'z');
      for (int i = 0; i < 200; ++i) co_await to.write_all(line + "\n");
      co_await to.close();
    };
    auto h = async::spawn(send(std::move(a)));
    async::buffered_reader in(b);
    int lines = 0;
    while (auto line = co_await in.read_line()) lines += line->size() == 1000;
    EXPECT_EQ(lines, 200);
    co_await h;
    co_await b.close();
  };
  rt.block_on(work());
}

template <class Make>
async::task<bool> is_timed_out(Make make) {
  bool late = false;
  try {
    co_await async::timeout(10ms, make());
  } catch (async::timed_out const&) {
    late = true;
  }
  co_return late;
}

// Operations that never have to wait.
TYPED_TEST(portable, lets_others_run) {
  TypeParam rt;
  auto work = []() -> async::task<void> {
    auto [tx, rx] = async::channel<int>(4);
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      for (;;) {
        co_await tx.send(1);
        co_await rx.receive();
      }
    }));
    async::mutex m;
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      for (;;) auto const held = co_await m.lock();
    }));
    async::semaphore s(1);
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      for (;;) {
        co_await s.acquire();
        s.release();
      }
    }));
    EXPECT_TRUE(s.try_acquire());
    async::event set(true);
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      for (;;) co_await set.wait();
    }));
    auto to = async::net::udp_socket<suspending>::bind("127.0.0.1", 0);
    auto const at = to.local_endpoint();
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      char byte[] = {'x'};
      for (;;) {
        co_await to.send_to(byte, at);
        co_await to.receive_from(byte);
      }
    }));
    auto [a, b] = async::net::unix_stream<suspending>::pair();
    EXPECT_TRUE(co_await is_timed_out([&]() -> async::task<void> {
      char byte[1];
      for (;;) {
        co_await a.write_all("x");
        co_await b.read_some(byte);
      }
    }));
    co_await a.close();
    co_await b.close();
  };
  rt.block_on(work());
}

TYPED_TEST(portable, runs_blocking_work_elsewhere) {
  TypeParam rt;
  auto work = []() -> async::task<void> {
    auto const here = std::this_thread::get_id();
    auto h = async::spawn_blocking([&] { return std::this_thread::get_id() != here; });
    EXPECT_TRUE(co_await h);
    async::task_local<int> local;
    auto ask = [&]() -> async::task<int> {
      co_await async::this_task::yield();
      co_return *local;
    };
    EXPECT_EQ(co_await local.scope(5, ask()), 5);
  };
  rt.block_on(work());
}

TYPED_TEST(portable, block_on_within_a_task) {
  TypeParam rt;
  auto inner = []() -> async::task<int> {
    co_await async::sleep_for(1ms);
    co_return 3;
  };
  auto outer = [&]() -> async::task<int> {
    if constexpr (std::is_same_v<TypeParam, async::multi_thread>) {
      EXPECT_THROW(rt.block_on(inner()), std::logic_error);
      co_return 3;
    } else {
      co_return rt.block_on(inner());
    }
  };
  EXPECT_EQ(rt.block_on(outer()), 3);
}

// The program's end by a signal.
async::task<void> ends_by(int signal, bool& dropped) {
  try {
    ::kill(::getpid(), signal);
    co_await async::sleep_for(1h);
    co_return;
  } catch (async::cancelled) {
  }
  auto nap = []() -> async::task<void> { co_await async::sleep_for(1ms); };
  co_await async::uncancellable(nap());
  dropped = true;
  throw async::cancelled();
}
TYPED_TEST(portable, main_ends_by_a_signal) {
  for (int signal : {SIGINT, SIGTERM}) {
    bool dropped = false;
    auto make = [&] { return ends_by(signal, dropped); };
    EXPECT_EQ(async::run_main(TypeParam(), make), 128 + signal);
    EXPECT_TRUE(dropped);
  }
  auto make = []() -> async::task<int> {
    co_await async::sleep_for(1ms);
    co_return 7;
  };
  EXPECT_EQ(async::run_main(TypeParam(), make), 7);
}

template <class R>
class portable_death : public testing::Test {};
TYPED_TEST_SUITE(portable_death, runtimes);

TYPED_TEST(portable_death, a_second_signal_ends_at_once) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  auto make = []() -> async::task<void> {
    ::kill(::getpid(), SIGTERM);
    co_await async::uncancellable([]() -> async::task<void> {
      co_await async::sleep_for(50ms);
      ::kill(::getpid(), SIGTERM);
      co_await async::sleep_for(1h);
    }());
  };
  EXPECT_EXIT(std::exit(async::run_main(TypeParam(), make)), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
