// What runtimes on the loops of others do for those loops; portable_test.cpp has what all have in common.
#include <async/async.hpp>
#include <async/buffered.hpp>
#include <async/runtimes/asio.hpp>
#include <async/runtimes/asio_awaitable.hpp>
#include <async/runtimes/asio_stream.hpp>
#include <async/runtimes/glib.hpp>
#include <async/runtimes/libuv.hpp>
#include <async/testing/runtime_conformance.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

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

TYPED_TEST(every_runtime, stops_what_is_left) {
  bool dropped = false;
  {
    TypeParam rt;
    auto endless = [](bool& flag) -> async::task<void> {
      try {
        for (;;) co_await async::sleep_for(1h);
      } catch (async::cancelled) {
        flag = true;
      }
    };
    rt.spawn(endless(dropped));
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
    auto endless = [](bool& flag) -> async::task<void> {
      try {
        co_await async::sleep_for(1h);
      } catch (async::cancelled) {
        flag = true;
      }
    };
    async::runtime_ref(rt).spawn(endless(dropped)).detach();
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
    auto endless = [](bool& flag) -> async::task<void> {
      try {
        co_await async::sleep_for(1h);
      } catch (async::cancelled) {
        flag = true;
      }
    };
    async::runtime_ref(rt).spawn(endless(dropped)).detach();
    auto work = []() -> async::task<void> { co_await async::sleep_for(1ms); };
    async::runtime_ref(rt).block_on(work());
    EXPECT_GT(rt.posted, 1);
  }
  EXPECT_TRUE(dropped);
}

// A program that is Asio's: its io_context is run by itself, and awaitables are awaited.
TEST(asio, shares_a_context_with_others) {
  boost::asio::io_context context;
  async::asio rt(context);
  int handlers = 0, done = 0;
  boost::asio::steady_timer timer(context, 1ms);
  timer.async_wait([&](auto) { ++handlers; });
  auto work = [](int& flag) -> async::task<void> {
    co_await async::sleep_for(2ms);
    ++flag;
  };
  rt.spawn(work(done));
  auto const until = std::chrono::steady_clock::now() + 2s;
  while (done == 0 && std::chrono::steady_clock::now() < until) context.run_one_for(10ms);
  EXPECT_EQ(handlers, 1);
  EXPECT_EQ(done, 1);
}

// The runtime's handlers are queued in a context that outlives it.
TEST(asio, may_be_destroyed_before_its_handlers_have_run) {
  boost::asio::io_context context;
  for (int round = 0; round < 3; ++round) {
    {
      async::asio rt(context);
      auto work = []() -> async::task<void> { co_await async::sleep_for(1ms); };
      rt.block_on(work());
      rt.spawn(work()).detach();
      auto left = []() -> async::task<void> { co_await async::sleep_for(1h); };
      rt.spawn(left()).detach();
      context.poll();
    }
    if (context.stopped()) context.restart();
    context.run_for(5ms);
  }
}

boost::asio::awaitable<int> nap(int n) {
  boost::asio::steady_timer t(co_await boost::asio::this_coro::executor, 1ms);
  co_await t.async_wait(boost::asio::use_awaitable);
  co_return n;
}
boost::asio::awaitable<void> sleep_long(bool& ended) {
  boost::asio::steady_timer t(co_await boost::asio::this_coro::executor, 1h);
  try {
    co_await t.async_wait(boost::asio::use_awaitable);
  } catch (...) {
    ended = true;
    throw;
  }
}
boost::asio::awaitable<void> fails() {
  co_await nap(1);
  throw 5;
}

TEST(asio, tasks_await_awaitables) {
  async::asio rt;
  auto work = []() -> async::task<int> {
    int n = co_await nap(1) + co_await nap(2);
    auto later = nap(3);
    n += co_await std::move(later);
    try {
      co_await fails();
    } catch (int error) {
      n += error;
    }
    EXPECT_EQ(async::this_task::runtime().name(), "async::asio");
    bool ended = false;
    auto waits = [](bool& flag) -> async::task<void> { co_await sleep_long(flag); };
    auto h = async::spawn(waits(ended));
    co_await async::sleep_for(1ms);
    h.request_stop();
    try {
      co_await h;
    } catch (async::cancelled) {
      n += ended ? 100 : 0;
    }
    auto const timed = [](bool& flag) -> async::task<void> { co_await sleep_long(flag); };
    ended = false;
    EXPECT_THROW(co_await async::timeout(1ms, timed(ended)), async::timed_out);
    EXPECT_TRUE(ended);
    co_return n;
  };
  EXPECT_EQ(rt.block_on(work()), 111);
  EXPECT_THROW(async::block_on(work()), async::unsupported);
}

// A task, and a handler on the tasks' strand, that run the runtime inside them.
TEST(asio, awaitables_run_in_a_nested_block_on) {
  auto inner = [](int n) -> async::task<int> {
    int const one = co_await nap(n);
    try {
      co_await fails();
    } catch (int error) {
      EXPECT_EQ(error, 5);
    }
    co_return one;
  };
  auto limited = [](bool& ended) -> async::task<void> {
    auto waits = [](bool& flag) -> async::task<void> { co_await sleep_long(flag); };
    co_await async::timeout(1ms, waits(ended));
  };
  auto nested = [&](async::asio& rt) {
    int const got = rt.block_on(inner(7));
    bool ended = false;
    EXPECT_THROW(rt.block_on(limited(ended)), async::timed_out);
    EXPECT_TRUE(ended);
    auto deeper = [&]() -> async::task<int> { co_return rt.block_on(inner(1)) + co_await nap(2); };
    return got + rt.block_on(deeper());
  };
  auto outer = [&](async::asio& rt) -> async::task<int> {
    co_await async::sleep_for(1ms);
    int const before = co_await nap(100);
    int const got = nested(rt);
    co_return before + got + co_await nap(1000);
  };
  {
    async::asio rt;
    EXPECT_EQ(rt.block_on(outer(rt)), 1110);
    int got = 0;
    boost::asio::post(rt.get_executor(), [&] { got += nested(rt); });
    boost::asio::post(rt.context(), [&] { got += nested(rt); });
    auto const until = std::chrono::steady_clock::now() + 5s;
    while (got != 20 && std::chrono::steady_clock::now() < until) rt.context().run_one_for(10ms);
    EXPECT_EQ(got, 20);
  }
  // Others run the context, too.
  boost::asio::io_context context;
  auto const work = boost::asio::make_work_guard(context);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([&] { context.run(); });
  {
    async::asio rt(context);
    for (int round = 0; round < 20; ++round) EXPECT_EQ(rt.block_on(outer(rt)), 1110);
    context.stop();
    for (auto& t : threads) t.join();
  }
}

// What a handler has posted by the time that it blocks comes first, also where a context is for one thread.
TEST(asio, a_nested_block_on_runs_what_its_caller_has_posted) {
  async::asio rt;
  bool done = false;
  auto wait = [](bool& posted) -> async::task<void> {
    while (!posted) co_await async::sleep_for(100us);
  };
  boost::asio::post(rt.context(), [&] {
    bool posted = false;
    boost::asio::post(rt.context(), [&] { posted = true; });
    rt.block_on(wait(posted));
    done = true;
  });
  auto const until = std::chrono::steady_clock::now() + 5s;
  while (!done && std::chrono::steady_clock::now() < until) rt.context().run_one_for(10ms);
  EXPECT_TRUE(done);
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

TEST(asio, an_awaitable_is_main) {
  auto make = []() -> boost::asio::awaitable<int> { co_return co_await nap(9); };
  EXPECT_EQ(async::run_main(async::asio(), make), 9);
}

TEST(asio, awaitables_await_tasks) {
  async::asio rt;
  std::string log;
  auto work = [](int n) -> async::task<int> {
    co_await async::sleep_for(1ms);
    if (n < 0) throw std::runtime_error("negative");
    co_return n + co_await nap(1);
  };
  auto endless = [](std::string& to) -> async::task<void> {
    try {
      co_await async::sleep_for(1h);
    } catch (async::cancelled) {
      to += "stopped ";
      throw;
    }
  };
  auto all = [&]() -> boost::asio::awaitable<void> {
    log += std::to_string(co_await async::co_spawn(rt, work(4))) + " ";
    auto const [one, two] = co_await async::co_spawn(rt, async::join(work(20), work(30)));
    log += std::to_string(one + two) + " ";
    try {
      co_await async::co_spawn(rt, work(-1));
    } catch (std::runtime_error const& e) {
      log += std::string(e.what()) + " ";
    }
  };
  boost::asio::cancellation_signal stop;
  boost::asio::steady_timer timer(rt.context(), 5ms);
  timer.async_wait([&](auto) { stop.emit(boost::asio::cancellation_type::terminal); });
  async::co_spawn(rt, endless(log),
                  boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e) {
                    try {
                      std::rethrow_exception(e);
                    } catch (boost::system::system_error const& aborted) {
                      log += aborted.code() == boost::asio::error::operation_aborted ? "aborted " : "?";
                    }
                  }));
  bool over = false;
  boost::asio::co_spawn(rt.context(), all(), [&](std::exception_ptr e) { over = !e; });
  auto const until = std::chrono::steady_clock::now() + 5s;
  while ((!over || log.size() < 30) && std::chrono::steady_clock::now() < until)
    rt.context().run_one_for(10ms);
  EXPECT_TRUE(over);
  for (char const* part : {"5 ", "52 ", "negative ", "stopped ", "aborted "})
    EXPECT_NE(log.find(part), log.npos) << log;
}

template <async::mode M>
async::maybe<M, int> twice(int n)
  requires(M::is_async)
{
  co_return n * 2;
}

TEST(asio, mode_gives_awaitables) {
  boost::asio::io_context context;
  int result = 0;
  boost::asio::co_spawn(
      context,
      [&]() -> boost::asio::awaitable<void> {
        result = co_await twice<async::asio_mode>(21);
      },
      boost::asio::detached);
  context.run();
  EXPECT_EQ(result, 42);
}

// The readers and writers of the library on Asio's own coroutines.
TEST(asio, streams_are_readers_and_writers) {
  static_assert(async::reader<async::asio_stream> && async::writer<async::asio_stream>);
  boost::asio::io_context context;
  namespace ip = boost::asio::ip;
  ip::tcp::acceptor acceptor(context, ip::tcp::endpoint(ip::tcp::v4(), 0));
  auto serve = [&]() -> boost::asio::awaitable<void> {
    async::asio_stream peer(co_await acceptor.async_accept(boost::asio::use_awaitable));
    async::buffered_reader in(peer);
    while (auto line = co_await in.read_line()) co_await peer.write_all(*line + "!\n");
  };
  std::string got;
  auto ask = [&]() -> boost::asio::awaitable<void> {
    auto s = co_await async::asio_stream::connect("localhost", acceptor.local_endpoint().port());
    async::buffered_reader in(s);
    async::buffered_writer out(s);
    co_await out.write("hello\nthere\n");
    co_await out.flush();
    got = *co_await in.read_line();
    got += *co_await in.read_line();
  };
  boost::asio::co_spawn(context, serve, boost::asio::detached);
  boost::asio::co_spawn(context, ask, boost::asio::detached);
  context.run();
  EXPECT_EQ(got, "hello!there!");
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
