#include <async/async.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

struct noisy {
  std::string* log;
  bool open = true;
  friend async::task<void> async_drop(noisy& self) {
    co_await async::sleep_for(1ms);
    *self.log += "drop ";
    self.open = false;
  }
  friend bool async_drop_needed(noisy const& self) { return self.open; }
};
struct with_error {
  std::exception_ptr seen;
  friend async::task<void> async_drop(with_error& self, std::exception_ptr const& e) {
    self.seen = e;
    co_return;
  }
};
struct failing {
  friend async::task<void> async_drop(failing&) {
    throw 1;
    co_return;
  }
};
struct plain {
  int* n;
  friend void async_drop(plain& self) noexcept { ++*self.n; }
};
struct plain_failing {
  friend void async_drop(plain_failing&) { throw 2; }
};

static_assert(async::has_drop<noisy> && async::has_drop<noisy const>);
static_assert(async::has_drop<with_error> && async::has_drop<plain>);
static_assert(!async::has_drop<noisy&> && !async::has_drop<std::string>);

// What each drop takes of a frame under g++, which gives every await room of its own.
template <class T>
using request = decltype(async::dropping(std::declval<T&>()));
static_assert(sizeof(request<failing>) == sizeof(void*));
static_assert(sizeof(request<plain>) == sizeof(void*));
static_assert(sizeof(std::declval<request<failing>&>().on_await(
                  std::declval<async::detail::context&>())) == sizeof(void*));

async::task<std::string> drops() {
  std::string log;
  noisy a{&log};
  std::exception_ptr none;
  co_await async::dropping(a, none);
  co_await async::dropping(a, none);
  noisy const b{&log};
  co_await async::dropping(b, none);
  co_return log;
}
TEST(drop, needed_once) { EXPECT_EQ(async::block_on(drops()), "drop drop "); }

async::task<bool> hands_the_error_on() {
  with_error x;
  std::exception_ptr e = std::make_exception_ptr(3);
  co_await async::dropping(x, e);
  co_return x.seen == e;
}
TEST(drop, error) { EXPECT_TRUE(async::block_on(hands_the_error_on())); }

int suppressed = 0;
async::task<int> fails_twice() {
  std::exception_ptr first;
  for (int i = 0; i < 2; ++i) {
    failing x;
    try {
      co_await async::dropping(x, first);
    } catch (...) {
      async::drop_failed<failing>(first);
    }
  }
  int n = 0;
  try {
    std::rethrow_exception(first);
  } catch (int v) {
    n = v;
  }
  co_return n;
}
TEST(drop, second_error_is_suppressed) {
  suppressed = 0;
  auto before = async::set_suppressed_exception_handler([](std::exception_ptr) { ++suppressed; });
  EXPECT_EQ(async::block_on(fails_twice()), 1);
  EXPECT_EQ(suppressed, 1);
  async::set_suppressed_exception_handler(nullptr);
  EXPECT_EQ(async::set_suppressed_exception_handler(before), before);
}

TEST(drop, guard) {
  int n = 0;
  {
    plain x{&n};
    async::drop_guard guard(x);
  }
  EXPECT_EQ(n, 1);
  EXPECT_THROW(
      {
        plain_failing x;
        async::drop_guard guard(x);
      },
      int);
  suppressed = 0;
  auto before = async::set_suppressed_exception_handler([](std::exception_ptr) { ++suppressed; });
  try {
    plain_failing x;
    async::drop_guard guard(x);
    throw std::string("first");
  } catch (std::string const& s) {
    EXPECT_EQ(s, "first");
  }
  EXPECT_EQ(suppressed, 1);
  async::set_suppressed_exception_handler(before);
}

async::task<int> plain_in_a_task() {
  int n = 0;
  plain x{&n};
  std::exception_ptr none;
  co_await async::dropping(x, none);
  co_return n;
}
TEST(drop, without_await) { EXPECT_EQ(async::block_on(plain_in_a_task()), 1); }

async::task<void> stopped_in_drop(std::string& log) {
  noisy x{&log};
  std::exception_ptr first;
  try {
    co_await async::sleep_for(1h);
  } catch (...) {
    first = std::current_exception();
  }
  co_await async::dropping(x, first);
  if (first) std::rethrow_exception(first);
}
async::task<std::string> stops_it() {
  std::string log;
  auto h = async::spawn(stopped_in_drop(log));
  co_await async::sleep_for(1ms);
  h.request_stop();
  try {
    co_await h;
  } catch (async::cancelled) {
    log += "cancelled";
  }
  co_return log;
}
TEST(drop, is_shielded) { EXPECT_EQ(async::block_on(stops_it()), "drop cancelled"); }

/// Asks within its drop, in a scope with a token of its own, in a child, and after both.
struct asking {
  std::vector<bool>* seen;
  friend async::task<void> async_drop(asking& self) {
    auto const ask = [](std::vector<bool>& to) -> async::task<void> {
      co_await async::this_task::yield();
      to.push_back(async::this_task::stop_token().stop_possible());
    };
    co_await ask(*self.seen);
    async::stop_source source;
    {
      noisy inner{self.log};
      co_await async::with_stop(source.get_token(), ask(*self.seen));
      co_await async::dropping(inner);
    }
    auto const twice = [](asking& a, auto one) -> async::task<void> {
      failing x;
      try {
        co_await async::dropping(x);
      } catch (int) {
      }
      co_await one(*a.seen);
    };
    co_await async::with_stop(source.get_token(), twice(self, ask));
    co_await async::join(ask(*self.seen));
    co_await ask(*self.seen);
  }
  std::string* log;
};
async::task<std::vector<bool>> asks() {
  std::vector<bool> seen;
  std::string log;
  asking x{&seen, &log};
  co_await async::dropping(x);
  seen.push_back(async::this_task::stop_token().stop_possible());
  co_return seen;
}
TEST(drop, what_it_awaits_sees_scopes_of_its_own) {
  // Hidden; the scope's; after a drop within such a scope again the scope's; a join's; hidden; the task's.
  EXPECT_EQ(async::block_on(asks()), (std::vector<bool>{false, true, true, true, false, true}));
}

struct refuses_to_suspend {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { throw std::runtime_error("suspend"); }
  void await_resume() const noexcept {}
};
struct failing_to_suspend {
  friend refuses_to_suspend async_drop(failing_to_suspend&) { return {}; }
};
async::task<bool> shield_ends_when_suspending_fails() {
  failing_to_suspend x;
  try {
    co_await async::dropping(x);
  } catch (std::runtime_error const&) {
  }
  co_return async::this_task::stop_token().stop_possible();
}
TEST(drop, shield_ends_when_suspending_fails) {
  EXPECT_TRUE(async::block_on(shield_ends_when_suspending_fails()));
}

struct counts {
  std::atomic<int> made = 0, dropped = 0;
};
class counted {
 public:
  explicit counted(counts& c) : counts_(&c) { ++c.made; }
  counted(counted&& o) noexcept : counts_(std::exchange(o.counts_, nullptr)) {}
  friend async::task<void> async_drop(counted& self) {
    co_await async::this_task::yield();
    ++std::exchange(self.counts_, nullptr)->dropped;
    throw 4;
  }
  friend bool async_drop_needed(counted const& self) { return self.counts_; }

 private:
  counts* counts_;
};

async::task<counted> gives(counts& c, int turns) {
  for (int i = 0; i < turns; ++i) co_await async::this_task::yield();
  co_return counted(c);
}
async::task<counted> fails_after(int turns) {
  for (int i = 0; i < turns; ++i) co_await async::this_task::yield();
  throw 5;
}
// Errors are caught by reference: a copy reads what another thread's last reference frees, and
// ThreadSanitizer does not see the library's count of these, which orders the two.
async::task<void> lets_go(counts& c, int round) {
  async::spawn(gives(c, round % 3)).detach();
  {
    auto handle = async::spawn(gives(c, round % 2));
    for (int i = 0; i < round % 4; ++i) co_await async::this_task::yield();
  }
  {
    auto handle = async::spawn(gives(c, 1));
    auto taken = co_await handle;
    try {
      co_await async::dropping(taken);
    } catch (int const&) {
    }
  }
  try {
    co_await async::join(gives(c, round % 3), fails_after(1), gives(c, 1));
  } catch (int const&) {
  }
  std::vector<async::task<counted>> all;
  for (int i = 0; i < 3; ++i) all.push_back(gives(c, i));
  all.push_back(fails_after(round % 3));
  try {
    co_await async::join_all(std::move(all));
  } catch (int const&) {
  }
  async::task_group group;
  group.spawn(gives(c, round % 3));
  try {
    co_await group.join();
  } catch (int const&) {
  }
}
/// 2000 rounds of `run`, which makes `least` objects or more in all of them.
void expect_all_dropped(async::task<void> (*run)(counts&, int), int least) {
  auto before = async::set_suppressed_exception_handler([](std::exception_ptr) {});
  for (unsigned workers : {1u, 2u, 4u}) {
    counts c;
    {
      async::multi_thread rt({.workers = workers});
      for (int round = 0; round < 2000; ++round) rt.block_on(run(c, round));
    }
    EXPECT_EQ(c.made, c.dropped) << workers;
    EXPECT_GE(c.made, least);
  }
  async::set_suppressed_exception_handler(before);
}
TEST(drop, results_that_nobody_takes) { expect_all_dropped(lets_go, 8000); }

async::task<void> sends(async::sender<counted> to, counts& c, int n) {
  for (int i = 0; i < n; ++i) co_await to.send(counted(c));
}
async::task<void> receives(async::receiver<counted> from, int n) {
  for (int i = 0; i < n; ++i) {
    auto one = co_await from.receive();
    if (!one) break;
    try {
      co_await async::dropping(one);
    } catch (int const&) {
    }
  }
}
async::task<void> leaves_some(counts& c, int round) {
  auto [tx, rx] = async::channel<counted>(round % 4);
  async::task_group group;
  group.spawn(sends(tx, c, round % 5));
  group.spawn(sends(std::move(tx), c, 3));
  group.spawn(receives(rx, round % 7));
  group.spawn(receives(std::move(rx), 1));
  co_await group.join();
}
TEST(drop, elements_that_nobody_takes) { expect_all_dropped(leaves_some, 6000); }

}  // namespace
