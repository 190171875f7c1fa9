// What cannot work is found in every build, and said.
#include <async/async.hpp>
#include <async/frame_resource.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace {

using namespace std::chrono_literals;

async::task<int> number(int n) {
  co_await async::this_task::yield();
  co_return n;
}
async::task<int> at_once(int n) { co_return n; }

template <class F>
std::string said(F f) {
  try {
    f();
  } catch (std::logic_error const& e) {
    return e.what();
  }
  return "nothing";
}
bool says(std::string const& text, char const* what) {
  EXPECT_NE(text.find(what), std::string::npos) << text;
  return text.find(what) != std::string::npos;
}

// Awaits `t` and returns what that says.
template <class T>
async::task<std::string> saying(T& t) {
  std::string text = "nothing";
  try {
    static_cast<void>(co_await t);
  } catch (std::logic_error const& e) {
    text = e.what();
  }
  co_return text;
}

TEST(misuse, a_task_is_awaited_once) {
  auto work = []() -> async::task<void> {
    for (bool suspends : {true, false}) {
      auto t = suspends ? number(1) : at_once(1);
      EXPECT_EQ(co_await t, 1);
      says(co_await saying(t), "awaited twice");
    }
    async::task<int> empty;
    says(co_await saying(empty), "is empty");
    auto from = number(2);
    auto to = std::move(from);
    says(co_await saying(from), "is empty");
    EXPECT_EQ(co_await to, 2);
    says(said([&] { static_cast<void>(async::spawn(std::move(to))); }), "awaited twice");
    says(said([&] { static_cast<void>(async::spawn(std::move(empty))); }), "is empty");
    async::task_group g;
    says(said([&] { g.spawn(std::move(empty)); }), "is empty");
    co_await g.join();
    std::string wrapped;
    try {
      co_await async::with_stop(async::stop_token(), std::move(empty));
    } catch (std::logic_error const& e) {
      wrapped = e.what();
    }
    says(wrapped, "is empty");
    try {
      co_await async::uncancellable(std::move(empty));
    } catch (std::logic_error const& e) {
      wrapped += e.what();
    }
    EXPECT_GT(wrapped.size(), 60u);
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 2}};
  rt.block_on(work());
  says(said([&] { rt.block_on(async::task<void>()); }), "is empty");
}

// While another task awaits it.
TEST(misuse, a_task_is_awaited_by_one) {
  auto work = []() -> async::task<void> {
    auto nap = []() -> async::task<int> {
      co_await async::sleep_for(2ms);
      co_return 3;
    };
    auto t = nap();
    auto first = [](async::task<int>& awaited) -> async::task<int> { co_return co_await awaited; };
    auto h = async::spawn(first(t));
    co_await async::sleep_for(1ms);
    says(co_await saying(t), "awaited twice");
    EXPECT_EQ(co_await h, 3);
  };
  async::block_on(work());
}

TEST(misuse, a_handle_is_awaited_once) {
  auto work = []() -> async::task<void> {
    auto h = async::spawn(number(4));
    EXPECT_EQ(co_await h, 4);
    says(co_await saying(h), "awaited twice");
    async::join_handle<int> empty;
    says(co_await saying(empty), "is empty");
    auto left = async::spawn(number(5));
    left.detach();
    says(co_await saying(left), "is empty");
    auto failing = []() -> async::task<int> {
      throw 7;
      co_return 0;
    };
    auto f = async::spawn(failing());
    EXPECT_THROW(co_await f, int);
    says(co_await saying(f), "awaited twice");
  };
  async::block_on(work());
}

TEST(misuse, a_handle_may_be_awaited_again_after_a_timeout) {
  auto work = []() -> async::task<void> {
    auto slow = []() -> async::task<int> {
      co_await async::sleep_for(20ms);
      co_return 6;
    };
    auto h = async::spawn(slow());
    auto wait = [](async::join_handle<int>& of) -> async::task<int> { co_return co_await of; };
    bool late = false;
    try {
      co_await async::timeout(1ms, wait(h));
    } catch (async::timed_out const&) {
      late = true;
    }
    EXPECT_TRUE(late);
    EXPECT_EQ(co_await h, 6);
  };
  async::block_on(work());
}

TEST(misuse, block_on_in_a_task) {
  // A loop is run by whoever waits, also within one of its tasks.
  async::current_thread loop;
  auto nested = [&]() -> async::task<int> { co_return loop.block_on(number(8)) + 1; };
  EXPECT_EQ(loop.block_on(nested()), 9);
  // Workers must not be blocked.
  async::multi_thread rt{{.workers = 1}};
  auto blocks = [&]() -> async::task<std::string> {
    co_return said([&] { rt.block_on(number(1)); });
  };
  says(rt.block_on(blocks()), "co_await the task instead");
  // Another runtime's loop, and a thread that may block, are no worker.
  auto own_loop = []() -> async::task<int> { co_return async::block_on(number(2)); };
  EXPECT_EQ(rt.block_on(own_loop()), 2);
  auto on_a_thread = [&]() -> async::task<int> {
    auto h = async::spawn_blocking([&] { return rt.block_on(number(3)); });
    co_return co_await h;
  };
  EXPECT_EQ(rt.block_on(on_a_thread()), 3);
}

TEST(misuse, one_thread_at_a_time_runs_a_loop) {
  async::current_thread loop;
  std::string text;
  auto work = [&]() -> async::task<void> {
    std::thread t([&] { text = said([&] { loop.block_on(number(1)); }); });
    t.join();
    co_await async::sleep_for(1ms);
  };
  loop.block_on(work());
  says(text, "on another thread");
}

TEST(misuse, no_runtime) {
  auto const outside = [](auto f) {
    std::string text;
    try {
      f();
    } catch (async::no_runtime const& e) {
      text = e.what();
    }
    says(text, "outside any runtime");
  };
  outside([] { static_cast<void>(async::spawn(number(1))); });
  outside([] { static_cast<void>(async::spawn_blocking([] {})); });
  outside([] { static_cast<void>(async::this_task::runtime()); });
  outside([] { static_cast<void>(async::this_task::stop_token()); });
  outside([] { static_cast<void>(async::this_task::id()); });
  outside([] { static_cast<void>(async::this_task::name()); });
  outside([] { async::this_task::set_name("x"); });
  outside([] {
    async::task_group g;
    g.spawn(number(1));
  });
}

async::task<bool> deadlocks(auto lock) {
  try {
    auto again = co_await lock();
  } catch (std::system_error const& e) {
    co_return e.code() == std::errc::resource_deadlock_would_occur;
  }
  co_return false;
}

TEST(misuse, a_lock_is_taken_once) {
  auto work = []() -> async::task<void> {
    async::mutex m, tried;
    auto const g = co_await m.lock(), h = tried.try_lock();
    EXPECT_TRUE(co_await deadlocks([&] { return m.lock(); }));
    EXPECT_TRUE(co_await deadlocks([&] { return tried.lock(); }));
  };
  auto shared = []() -> async::task<void> {
    async::shared_mutex m, tried;
    auto const g = co_await m.lock(), h = tried.try_lock();
    for (auto* each : {&m, &tried}) {
      EXPECT_TRUE(co_await deadlocks([&] { return each->lock(); }));
      EXPECT_TRUE(co_await deadlocks([&] { return each->lock_shared(); }));
    }
  };
  async::block_on(work());
  async::block_on(shared());
  async::mutex<async::blocking> m;
  auto const g = m.lock();
  EXPECT_THROW(static_cast<void>(m.lock()), std::system_error);
  async::shared_mutex<async::blocking> s;
  auto const h = s.lock();
  EXPECT_THROW(static_cast<void>(s.lock()), std::system_error);
  EXPECT_THROW(static_cast<void>(s.lock_shared()), std::system_error);
}

TEST(misuse_death, a_runtime_is_not_destroyed_by_its_own_task) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  auto by_own = [](auto make) {
    auto rt = make();
    auto work = [](auto& p) -> async::task<void> {
      p.reset();
      co_return;
    };
    rt->block_on(work(rt));
  };
  EXPECT_DEATH(by_own([] { return std::make_unique<async::current_thread>(); }),
               "current_thread: destroyed by one of its own tasks");
  EXPECT_DEATH(by_own([] { return std::make_unique<async::multi_thread>(); }),
               "multi_thread: destroyed by one of its own tasks");
}

TEST(misuse_death, a_group_is_joined) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  auto work = []() -> async::task<void> {
    auto nap = []() -> async::task<void> { co_await async::sleep_for(1h); };
    {
      // NOLINTNEXTLINE: as in a translation unit that was not lowered
      auto g = std::make_unique<async::task_group>();
      g->spawn(nap());
    }
    co_return;
  };
  EXPECT_DEATH(async::block_on(work()), "destroyed while children run");
}

TEST(misuse, one_task_waits_for_a_socket) {
  using async::suspending;
  auto work = []() -> async::task<void> {
    auto listener = async::net::tcp_listener<suspending>::bind("127.0.0.1", 0);
    auto accept = [](auto& l) -> async::task<void> { co_await l.accept(); };
    auto first = async::spawn(accept(listener));
    co_await async::this_task::yield();
    auto second = accept(listener);
    says(co_await saying(second), "another task waits to read from this socket, or to accept");
    first.request_stop();
    bool stopped = false;
    try {
      co_await first;
    } catch (async::cancelled const&) {
      stopped = true;
    }
    EXPECT_TRUE(stopped);
    co_await listener.close();
  };
  async::block_on(work());
}

TEST(misuse, ends_of_a_watch_that_were_moved_from) {
  auto [tx, rx] = async::watch<int>(1);
  auto sends = std::move(tx);
  auto watches = std::move(rx);
  EXPECT_FALSE(tx.send(2));
  says(said([&] { static_cast<void>(rx.get()); }), "moved from");
  auto work = [&]() -> async::task<bool> { co_return co_await rx.changed(); };
  EXPECT_FALSE(async::block_on(work()));
  EXPECT_TRUE(sends.send(3));
  EXPECT_EQ(watches.get(), 3);
}

TEST(misuse, a_unix_socket_needs_a_name) {
  using listener = async::net::unix_listener<async::blocking>;
  EXPECT_THROW(static_cast<void>(listener::bind("")), std::system_error);
  EXPECT_THROW(static_cast<void>(listener::bind(std::string("a\0b", 3))), std::system_error);
}

TEST(misuse, frames_come_from_somewhere_already) {
  auto nothing = []() -> async::task<void> { co_return; };
  async::block_on(nothing());
  EXPECT_THROW(async::set_frame_resource(*std::pmr::get_default_resource()), std::logic_error);
}

}  // namespace
