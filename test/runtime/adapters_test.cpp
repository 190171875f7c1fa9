// What runtimes on the loops of others do for those loops; portable_test.cpp has what all have in common.
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <async/runtimes/glib.hpp>
#include <async/runtimes/libuv.hpp>
#include <async/testing/runtime_conformance.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace {

using namespace std::chrono_literals;

template <class R>
class every_runtime : public testing::Test {};
using runtimes = testing::Types<async::multi_thread, async::current_thread, async::asio,
                                async::libuv, async::glib>;
TYPED_TEST_SUITE(every_runtime, runtimes);

TYPED_TEST(every_runtime, conforms) {
  EXPECT_EQ(async::testing::runtime_conformance<TypeParam>().run(), 0);
}

async::task<int> sum_of(int n) {
  async::task_group g;
  std::atomic<int> sum{0};
  for (int i = 1; i <= n; ++i)
    g.spawn([](std::atomic<int>& to, int v) -> async::task<void> {
      co_await async::this_task::yield();
      if (v % 10 == 0) co_await async::sleep_for(1ms);
      to += v;
    }(sum, i));
  co_await g.join();
  co_return sum;
}

TYPED_TEST(every_runtime, runs_tasks_and_timers) {
  TypeParam rt;
  EXPECT_EQ(rt.block_on(sum_of(100)), 5050);
  EXPECT_EQ(rt.block_on(sum_of(10)), 55);
}

TYPED_TEST(every_runtime, sleeps_for_as_long_as_it_should) {
  TypeParam rt;
  auto work = []() -> async::task<void> { co_await async::sleep_for(20ms); };
  auto const begin = std::chrono::steady_clock::now();
  rt.block_on(work());
  auto const took = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(took, 20ms);
  EXPECT_LT(took, 500ms);
}

TYPED_TEST(every_runtime, is_told_by_its_tasks) {
  TypeParam rt;
  auto work = []() -> async::task<std::string> {
    co_return std::string(async::this_task::runtime().name());
  };
  EXPECT_EQ(rt.block_on(work()), async::runtime_ref(rt).name());
}

TYPED_TEST(every_runtime, takes_tasks_from_other_threads) {
  TypeParam rt;
  std::atomic<int> seen{0};
  auto one = [&]() -> async::task<void> {
    ++seen;
    co_return;
  };
  auto work = [&]() -> async::task<void> {
    std::thread t([&] {
      for (int i = 0; i < 100; ++i) rt.spawn(one());
    });
    while (seen < 100) co_await async::sleep_for(1ms);
    t.join();
  };
  rt.block_on(work());
  EXPECT_EQ(seen, 100);
}

async::task<void> until_stopped(bool& was) {
  try {
    for (;;) co_await async::sleep_for(1h);
  } catch (async::cancelled) {
    was = true;
  }
}

TYPED_TEST(every_runtime, stops_what_is_left) {
  bool dropped = false;
  {
    TypeParam rt;
    rt.spawn(until_stopped(dropped));
    auto work = []() -> async::task<void> { co_await async::sleep_for(1ms); };
    rt.block_on(work());
  }
  EXPECT_TRUE(dropped);
}

TYPED_TEST(every_runtime, has_sockets) {
  TypeParam rt;
  auto serve = [](async::net::tcp_listener<async::suspending> l) -> async::task<void> {
    auto s = co_await l.accept();
    std::array<char, 16> buffer;
    while (auto n = co_await s.read_some(buffer)) co_await s.write_all(std::span(buffer).first(n));
  };
  auto work = [&]() -> async::task<std::string> {
    auto l = async::net::tcp_listener<async::suspending>::bind("127.0.0.1", 0);
    auto const port = l.local_port();
    auto server = async::spawn(serve(std::move(l)));
    std::string got;
    {
      auto c = co_await async::net::tcp_stream<async::suspending>::connect("127.0.0.1", port);
      std::string_view const text = "over and out";
      co_await c.write_all(std::span(text.data(), text.size()));
      std::array<char, 16> buffer;
      while (got.size() < text.size()) {
        auto const n = co_await c.read_some(buffer);
        got.append(buffer.data(), n);
      }
    }
    co_await server;
    co_return got;
  };
  EXPECT_EQ(rt.block_on(work()), "over and out");
}

TYPED_TEST(every_runtime, awaits_tasks_of_another_one) {
  TypeParam rt;
  async::current_thread* other = nullptr;
  std::atomic<bool> ready{false}, over{false};
  std::thread t([&] {
    async::current_thread there;
    other = &there;
    auto idle = [&]() -> async::task<void> {
      ready = true;
      while (!over) co_await async::sleep_for(1ms);
    };
    there.block_on(idle());
  });
  while (!ready) std::this_thread::yield();
  auto where = []() -> async::task<std::string> {
    co_await async::sleep_for(1ms);
    co_return std::string(async::this_task::runtime().name());
  };
  auto work = [&]() -> async::task<void> {
    std::string const home(async::this_task::runtime().name());
    EXPECT_EQ(co_await async::on(*other, where()), "async::current_thread");
    EXPECT_EQ(async::this_task::runtime().name(), home);
  };
  rt.block_on(work());
  over = true;
  t.join();
}

// Runtimes that a program derives from one of the library's, with virtual functions of its own.
template <class R>
class application : public R {
 public:
  virtual ~application() = default;
  virtual int answer() const { return 42; }
  std::string_view name() const override { return "application"; }
};

TYPED_TEST(every_runtime, may_be_derived_from) {
  bool dropped = false;
  {
    application<TypeParam> rt;
    TypeParam& base = rt;
    EXPECT_EQ(async::runtime_ref(rt), async::runtime_ref(base));
    async::runtime_ref(rt).spawn(until_stopped(dropped)).detach();
    auto work = []() -> async::task<std::string> {
      co_await async::sleep_for(1ms);
      co_return std::string(async::this_task::runtime().name());
    };
    EXPECT_EQ(async::runtime_ref(rt).block_on(work()), "application");
    EXPECT_EQ(base.block_on(work()), "application");
    EXPECT_EQ(rt.answer(), 42);
  }
  EXPECT_TRUE(dropped);
}

// One with another as a member: it sees the work that it hands on.
template <class R>
class counting {
 public:
  counting() = default;
  counting(counting const&) = delete;
  ~counting() { async::runtime_ref(*this).stop_tasks(); }
  std::string_view name() const { return "counting"; }
  void post(async::work_item& w, async::post_hint hint) noexcept {
    ++posted;
    inner.post(w, hint);
  }
  void run(async::completion& done) { inner.run(done); }
  void start_timer(async::timer& t) { inner.start_timer(t); }
  void cancel_timer(async::timer& t) noexcept { inner.cancel_timer(t); }
  std::atomic<int> posted{0};

 private:
  R inner;
};

TYPED_TEST(every_runtime, may_be_a_member_of_another) {
  bool dropped = false;
  {
    counting<TypeParam> rt;
    async::runtime_ref(rt).spawn(until_stopped(dropped)).detach();
    auto work = []() -> async::task<void> { co_await async::sleep_for(1ms); };
    async::runtime_ref(rt).block_on(work());
    EXPECT_GT(rt.posted, 1);
  }
  EXPECT_TRUE(dropped);
}

TEST(libuv, one_thread_at_a_time_runs_the_loop) {
  async::libuv rt;
  auto work = [&]() -> async::task<void> {
    std::string said;
    std::thread other([&] {
      auto none = []() -> async::task<void> { co_return; };
      try {
        rt.block_on(none());
      } catch (std::logic_error const& e) {
        said = e.what();
      }
    });
    other.join();
    EXPECT_EQ(said, "async::libuv: runs on another thread already");
    auto nested = []() -> async::task<int> {
      co_await async::sleep_for(1ms);
      co_return 3;
    };
    EXPECT_EQ(rt.block_on(nested()), 3);
    co_return;
  };
  rt.block_on(work());
  rt.block_on(work());
}

TEST(glib, does_not_block_the_loop_of_others) {
  async::glib rt(nullptr);
  int ticks = 0, done = 0;
  guint const id = g_timeout_add(
      1, [](gpointer n) -> gboolean { return ++*static_cast<int*>(n) < 1000; }, &ticks);
  auto work = [](int& flag) -> async::task<void> {
    for (int i = 0; i < 10; ++i) co_await async::sleep_for(2ms);
    ++flag;
  };
  rt.spawn(work(done));
  while (done == 0) g_main_context_iteration(nullptr, TRUE);
  EXPECT_GT(ticks, 3);
  g_source_remove(id);
}

TEST(glib, a_task_runs_a_main_loop_of_its_own) {  // as a dialog does
  async::glib rt;
  auto closes = [](GMainLoop* dialog) -> async::task<void> {
    g_main_loop_quit(dialog);
    co_return;
  };
  auto shows = [&]() -> async::task<int> {
    GMainLoop* const dialog = g_main_loop_new(rt.context(), FALSE);
    auto closer = async::spawn(closes(dialog));
    g_main_loop_run(dialog);
    co_await closer;
    g_main_loop_unref(dialog);
    co_return 1;
  };
  EXPECT_EQ(rt.block_on(shows()), 1);
}

TEST(glib, waits_for_a_task_on_another_threads_loop) {
  async::glib rt;
  GMainLoop* const loop = g_main_loop_new(rt.context(), FALSE);
  std::thread runs([&] { g_main_loop_run(loop); });
  while (!g_main_loop_is_running(loop)) std::this_thread::yield();
  auto sleeps = []() -> async::task<int> {
    co_await async::sleep_for(2ms);
    co_return 5;
  };
  EXPECT_EQ(rt.block_on(sleeps()), 5);
  g_main_loop_quit(loop);
  runs.join();
  g_main_loop_unref(loop);
}

TEST(adapters_death, are_not_destroyed_by_their_own_tasks) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  auto by_own = [](auto rt) {
    auto work = [](auto& p) -> async::task<void> {
      p.reset();
      co_return;
    };
    rt->block_on(work(rt));
  };
  char const* const told = "destroyed by one of its own tasks";
  EXPECT_DEATH(by_own(std::make_unique<async::asio>()), told);
  EXPECT_DEATH(by_own(std::make_unique<async::libuv>()), told);
  EXPECT_DEATH(by_own(std::make_unique<async::glib>()), told);
}

}  // namespace
