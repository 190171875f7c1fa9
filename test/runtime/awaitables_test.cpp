#include <async/async.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <coroutine>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

// The operations on tasks with what else can be awaited.

namespace {

using namespace std::chrono_literals;

async::task<int> number(int n) {
  co_await async::this_task::yield();
  co_return n;
}

/// An awaitable of somebody else's, which is its own awaiter.
struct cell {
  int value;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int& await_resume() noexcept { return value; }
};

async::task<void> ends_waits_in_time() {
  auto [tx, rx] = async::channel<int>(1);
  EXPECT_THROW(co_await async::timeout(5ms, rx.receive()), async::timed_out);
  EXPECT_THROW(co_await async::timeout(5ms, async::sleep_for(1h)), async::timed_out);
  async::event<> never;
  EXPECT_THROW(co_await async::timeout(5ms, never.wait()), async::timed_out);
  EXPECT_TRUE(co_await async::timeout(1h, tx.send(1)));
  EXPECT_THROW(co_await async::timeout(5ms, tx.send(2)), async::timed_out);
  auto const first = co_await async::timeout(1h, rx.receive());
  EXPECT_EQ(first, 1);
  EXPECT_FALSE(rx.try_receive());  // what was not sent in time is not there
}
TEST(awaitables, waits_end_in_time) { async::block_on(ends_waits_in_time()); }

async::task<void> races() {
  auto [tx, rx] = async::channel<int>(1);
  auto const slow = co_await async::race(rx.receive(), async::sleep_for(2ms));
  EXPECT_EQ(slow.index(), 1u);
  auto const quick = co_await async::race(async::sleep_for(1h), number(3), rx.receive());
  EXPECT_EQ(std::get<1>(quick), 3);
  co_await tx.send(4);
  auto const got = co_await async::race(async::sleep_for(1h), rx.receive());
  EXPECT_EQ(std::get<1>(got), 4);
}
TEST(awaitables, race) { async::block_on(races()); }

async::task<void> joins() {
  auto [tx, rx] = async::channel<int>(1);
  auto spawned = async::spawn(number(1));
  auto [one, nothing, sent, two] = co_await async::join(
      spawned, async::sleep_for(1ms), tx.send(5), async::spawn(number(2)));
  EXPECT_EQ(one, 1);
  EXPECT_TRUE(sent);
  EXPECT_EQ(two, 2);
  std::vector<async::join_handle<int>> handles;
  for (int i = 0; i < 5; ++i) handles.push_back(async::spawn(number(i)));
  auto const all = co_await async::join_all(std::move(handles));
  EXPECT_EQ(all, (std::vector{0, 1, 2, 3, 4}));
}
TEST(awaitables, join) { async::block_on(joins()); }

async::task<void> stops() {
  async::stop_source stop;
  stop.request_stop();
  auto [tx, rx] = async::channel<int>(1);
  bool stopped = false;
  try {
    co_await async::with_stop(stop.get_token(), rx.receive());
  } catch (async::cancelled) {
    stopped = true;
  }
  EXPECT_TRUE(stopped);
  co_await async::uncancellable(async::sleep_for(1ms));
}
TEST(awaitables, with_stop) { async::block_on(stops()); }

async::task<void> locks() {
  async::mutex<> m;
  async::shared_mutex<> shared;
  async::semaphore<> places(1);
  async::latch<> latch(1);
  auto [set, seen] = async::watch(1);
  auto const guard = co_await async::timeout(1h, m.lock());
  auto const reads = co_await async::timeout(1h, shared.lock_shared());
  EXPECT_THROW(static_cast<void>(co_await async::timeout(2ms, shared.lock())), async::timed_out);
  auto const reads_too = co_await async::timeout(1h, shared.lock_shared());
  co_await async::timeout(1h, places.acquire());
  co_await async::timeout(1h, latch.arrive_and_wait());
  set.send(2);
  EXPECT_TRUE(co_await async::timeout(1h, seen.changed()));
  co_await async::timeout(1h, async::this_task::yield());
}
TEST(awaitables, locks) { async::block_on(locks()); }

async::task<void> spawns() {
  auto [tx, rx] = async::channel<int>(1);
  auto receives = async::spawn(rx.receive());
  co_await async::spawn(tx.send(7));
  EXPECT_EQ(co_await receives, 7);
  {
    async::task_group children;
    children.spawn(async::sleep_for(1ms));
    children.spawn(tx.send(8));
    co_await async::timeout(1h, children.join());
  }
  EXPECT_EQ(rx.try_receive(), 8);
  async::multi_thread there{{.workers = 1}};
  co_await there.spawn(async::sleep_for(1ms));
  co_await async::on(there, async::sleep_for(1ms));
  async::task_local<int> local;
  co_await local.scope(1, async::sleep_for(1ms));
}
TEST(awaitables, spawn) { async::block_on(spawns()); }

TEST(awaitables, block_on) {
  auto [tx, rx] = async::channel<int>(1);
  EXPECT_TRUE(async::block_on(tx.send(1)));
  async::current_thread rt;
  auto handle = rt.spawn(rx.receive());
  EXPECT_EQ(rt.block_on(handle), 1);
  EXPECT_EQ(async::block_on(rt, rt.spawn(number(2))), 2);
}

async::task<void> somebody_elses() {
  cell own{5};
  int& same = co_await async::timeout(1h, own);  // an lvalue is not moved
  EXPECT_EQ(&same, &own.value);
  auto const [a, b] = co_await async::join(cell{6}, number(7));
  EXPECT_EQ(b, 7);
}
TEST(awaitables, of_somebody_else) { async::block_on(somebody_elses()); }

async::task<int&> named(int& n) { co_return n; }
async::task<void> lvalues() {
  auto a = number(1), b = number(2);
  auto const [one, two] = co_await async::join(a, b);
  EXPECT_EQ(one + two, 3);
  auto c = number(3);
  EXPECT_EQ(co_await async::timeout(1h, c), 3);
  EXPECT_THROW(co_await async::timeout(1h, c), std::logic_error);  // awaited twice
  int n = 0;
  auto [same, other] = co_await async::join(named(n), number(4));
  EXPECT_EQ(&same, &n);
  EXPECT_EQ(other, 4);
}

using text = std::unique_ptr<std::string>;
async::task<text&&> given(text& from) { co_return std::move(from); }
async::task<void> rvalues() {
  text mine = std::make_unique<std::string>("mine");
  text&& same = co_await async::timeout(1h, given(mine));
  EXPECT_EQ(&same, &mine);
  text const taken = co_await async::timeout(1h, given(mine));
  EXPECT_EQ(*taken, "mine");
  EXPECT_FALSE(mine);
}
TEST(awaitables, references_to_rvalues) { async::block_on(rvalues()); }

async::task<std::size_t> join_none() {
  auto const none = co_await async::join();
  co_return std::tuple_size_v<std::remove_cvref_t<decltype(none)>>;
}
TEST(awaitables, join_of_none) { EXPECT_EQ(async::block_on(join_none()), 0u); }
TEST(awaitables, tasks_that_are_kept) { async::block_on(lvalues()); }

async::task<void> receives_all() {
  auto [tx, rx] = async::channel<int>(10);
  for (int i = 0; i < 4; ++i) co_await tx.send(i);
  tx.close();
  int sum = 0;
  for (auto it = co_await rx.begin(); it != rx.end(); co_await ++it) sum += *it;
  EXPECT_EQ(sum, 6);
}
TEST(awaitables, receivers_are_walked) { async::block_on(receives_all()); }

async::task<void> broadcasts() {
  auto [tx, rx] = async::broadcast<int>(4);
  auto copy = rx;
  co_await tx.send(1);
  EXPECT_EQ(rx.try_receive(), 1);
  EXPECT_EQ(copy.try_receive(), 1);
  tx.close();
  EXPECT_EQ(co_await rx.receive(), std::nullopt);
  auto late = copy;
  EXPECT_EQ(co_await late.receive(), std::nullopt);
}
TEST(awaitables, copies_of_broadcast_receivers) { async::block_on(broadcasts()); }

async::stream<int> three() {
  for (int i = 1; i <= 3; ++i) co_yield i;
}
async::task<void> calls_functions() {
  int sum = 0;
  co_await async::for_each_concurrent(three(), 1, [&](int n) { sum += n; });
  EXPECT_EQ(sum, 6);
  auto const at = std::chrono::steady_clock::now() + 1ms;
  co_await async::sleep_until<async::suspending>(at);
  EXPECT_GE(std::chrono::steady_clock::now(), at);
  async::sleep_until<async::blocking>(std::chrono::system_clock::now() - 1h);
}
TEST(awaitables, functions_for_each) { async::block_on(calls_functions()); }

async::task<void> asks_for_ends() {
  namespace net = async::net;
  auto listener = net::tcp_listener<async::suspending>::bind("127.0.0.1", 0);
  auto [client, server] = co_await async::join(
      net::tcp_stream<async::suspending>::connect("127.0.0.1", listener.local_port()),
      listener.accept());
  EXPECT_EQ(client.remote_endpoint(), server.local_endpoint());
  EXPECT_EQ(server.remote_endpoint(), client.local_endpoint());
  co_await client.close();
  co_await server.close();
}
TEST(awaitables, ends_of_connections) { async::block_on(asks_for_ends()); }

template <class T>
concept takes = requires(T&& x) { async::spawn(static_cast<T&&>(x)); };
static_assert(takes<async::task<int>> && takes<async::join_handle<int>> && takes<cell>);
// An lvalue might be gone before the task is.
static_assert(!takes<async::task<int>&> && !takes<async::join_handle<int>&> && !takes<cell&>);
static_assert(!takes<int>);

}  // namespace
