// The runtime on Boost.Asio in programs that are Asio's, and awaitables and tasks that await each other.
#include <async/async.hpp>
#include <async/buffered.hpp>
#include <async/runtimes/asio.hpp>
#include <async/runtimes/asio_awaitable.hpp>
#include <async/runtimes/asio_stream.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

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

// Who runs the context hears of the stop that came while a handler blocked.
TEST(asio, a_nested_block_on_does_not_swallow_a_stop) {
  boost::asio::io_context context;
  async::asio rt(context);
  bool over = false;
  auto work = [](boost::asio::io_context& c) -> async::task<void> {
    boost::asio::post(c, [&c] { c.stop(); });
    co_await async::sleep_for(2ms);
  };
  boost::asio::post(rt.get_executor(), [&] {
    rt.block_on(work(context));
    over = true;
  });
  context.run_for(2s);
  EXPECT_TRUE(over);
  EXPECT_TRUE(context.stopped());
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

}  // namespace
