// What outlives what: values of task_local, elements of streams, the scope of a stop, an arrival that is taken back.
#include <async/async.hpp>
#include <async/buffered.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using unix_stream = async::net::unix_stream<async::suspending>;

async::task_local<std::string> local;

async::task<std::string> seen_later() {
  co_await async::sleep_for(1ms);
  try {
    co_return *local;
  } catch (std::logic_error const&) {
    co_return "nothing";
  }
}
async::task<void> note(std::string& to) { to = co_await seen_later(); }
async::task<void> fill(async::task_group& g, std::string& to) {
  g.spawn(note(to));
  co_return;
}
async::task<std::string> seen_by_a_child() {
  async::task_group g;
  std::string seen;
  co_await local.scope(std::string(100, 'x'), fill(g, seen));
  co_await g.join();
  co_return seen;
}

TEST(Lifetime, AChildDoesNotSeeValuesThatItMayOutlive) {
  EXPECT_EQ(async::block_on(seen_by_a_child()), "nothing");
}

async::task<std::string> seen_elsewhere(async::runtime_ref there) {
  co_return co_await async::on(there, seen_later());
}
async::task<std::string> seen_in_a_race() {
  auto first = co_await async::race(seen_later(), seen_later());
  co_return std::visit([](std::string s) { return s; }, first);
}
async::task<void> those_that_are_awaited(async::runtime_ref there) {
  EXPECT_EQ(co_await local.scope(std::string("here"), seen_elsewhere(there)), "here");
  EXPECT_EQ(co_await local.scope(std::string("here"), seen_in_a_race()), "here");
}

TEST(Lifetime, WhoIsAwaitedSeesThem) {
  async::multi_thread there({.workers = 1});
  async::block_on(those_that_are_awaited(there));
}

async::task<void> for_ever() { co_await async::sleep_for(1h); }
async::task<void> fill_for_ever(async::task_group& g) {
  g.spawn(for_ever());
  co_return;
}
async::task<void> spawned_within_a_limit() {
  async::task_group g;
  co_await async::timeout(1s, fill_for_ever(g));
  std::exception_ptr none;
  co_await async::dropping(g, none);
}
async::task<void> stop_it() {
  auto h = async::spawn(spawned_within_a_limit());
  co_await async::sleep_for(5ms);
  h.request_stop();
  co_await h;
}

TEST(Lifetime, AStopReachesChildrenThatWereSpawnedWithinALimit) {
  async::block_on(async::timeout(10s, stop_it()));
}

template <class Gate>
async::task<bool> arrive(Gate& g) {
  try {
    co_await g.arrive_and_wait();
    co_return true;
  } catch (async::cancelled const&) {
    co_return false;
  }
}
async::task<int> both_or_none(int rounds) {
  int wrong = 0;
  for (int i = 0; i < rounds; ++i) {
    async::barrier<> gate(2);
    auto a = async::spawn(arrive(gate));
    co_await async::this_task::yield();
    auto b = async::spawn(arrive(gate));
    a.request_stop();
    bool const first = co_await a;
    if (!first) b.request_stop();
    wrong += first != co_await b;
  }
  co_return wrong;
}

TEST(Lifetime, AnArrivalThatWasStoppedCountsForNobody) {
  async::multi_thread pool({.workers = 3});
  EXPECT_EQ(pool.block_on(both_or_none(20000)), 0);
}

async::task<void> fails_soon() {
  co_await async::sleep_for(5ms);
  throw std::runtime_error("soon");
}
async::task<bool> read_beside_a_failure(std::string path) {
  using file = async::fs::file<async::suspending>;
  auto f = co_await file::open(path, async::fs::open_flags::read | async::fs::open_flags::write);
  char c[4];
  bool failed = false;
  try {
    co_await async::join(f.read_some(c), fails_soon());
  } catch (std::runtime_error const&) {
    failed = true;
  }
  co_await f.close();
  co_return failed;
}

TEST(Lifetime, AFileOperationEndsWithItsSiblings) {
  if (!ASYNC_TEST_HAS_LIBURING) GTEST_SKIP();
  std::string const path = "/tmp/asyncc_fifo." + std::to_string(::getpid());
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_TRUE(async::block_on(read_beside_a_failure(path)));
  ::unlink(path.c_str());
}

async::task<void> fails_when_stopped() {
  try {
    co_await async::sleep_for(1h);
  } catch (async::cancelled const&) {
  }
  throw std::runtime_error("disk full");
}

TEST(Lifetime, AnErrorAfterATimeLimitIsSuppressedNotLost) {
  static std::string seen;
  auto const before = async::set_suppressed_exception_handler([](std::exception_ptr e) noexcept {
    try {
      std::rethrow_exception(e);
    } catch (std::exception const& error) {
      seen = error.what();
    }
  });
  EXPECT_THROW(async::block_on(async::timeout(2ms, fails_when_stopped())), async::timed_out);
  async::set_suppressed_exception_handler(before);
  EXPECT_EQ(seen, "disk full");
}

async::stream<std::string const&> names() {
  for (char c : {'a', 'b', 'c'}) {
    std::string s(40, c);
    co_yield s;
  }
}
async::task<void> keep(std::string const& s, std::string& all) {
  co_await async::sleep_for(1ms);
  all += s[39];
}
async::stream<int&> numbers(int& n) {
  for (n = 1; n < 6; ++n) co_yield n;
}
async::task<void> elements() {
  std::string all;
  co_await (names() | async::for_each_concurrent(3, [&](std::string const& s) { return keep(s, all); }));
  EXPECT_EQ(all, "abc");
  int n = 0, sum = 0;
  auto add = [](int x, int& to) -> async::task<void> {
    to += x;
    co_return;
  };
  co_await (numbers(n) | async::for_each_concurrent(2, [&](int& x) { return add(x, sum); }));
  EXPECT_EQ(sum, 15);
  auto twos = names() | async::chunks(2);
  std::size_t sizes = 0;
  while (auto some = co_await twos.next()) sizes = sizes * 10 + some->size();
  EXPECT_EQ(sizes, 21u);
}

TEST(Lifetime, ElementsOfStreamsOfReferences) { async::block_on(elements()); }

async::task<void> bytes() {
  auto [a, b] = unix_stream::pair();
  {
    async::buffered_writer w(a);
    auto one = w.write('x');
    char overwritten[64] = {};
    EXPECT_EQ(overwritten[0], 0);
    co_await std::move(one);
    co_await w.write(std::string_view("y\r\nz\r"));
    co_await w.flush();
  }
  a.shutdown_write();
  async::buffered_reader r(b);
  EXPECT_EQ(co_await r.read_line(), "xy");
  EXPECT_EQ(co_await r.read_line(), "z\r");
  EXPECT_EQ(co_await r.read_line(), std::nullopt);
  co_await a.close();
  co_await b.close();
}

TEST(Lifetime, BytesThatAreWrittenAlone) { async::block_on(bytes()); }

async::task<int&> refers(int& x) { co_return std::ref(x); }
async::task<void> set_once(async::once<>& o, int& n) {
  co_await o.call([&] { ++n; });
}

TEST(Lifetime, ReferencesByWrappersAndPlainFunctions) {
  int x = 1;
  auto get = [&]() -> async::task<bool> { co_return &co_await refers(x) == &x; };
  EXPECT_TRUE(async::block_on(get()));
  async::once<> o;
  async::block_on(set_once(o, x));
  async::block_on(set_once(o, x));
  EXPECT_EQ(x, 2);
}

}  // namespace
