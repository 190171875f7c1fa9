// What a socket's waits know: an event is looked at once, and none is lost.
#include <async/async.hpp>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
namespace net = async::net::detail;

struct connected {
  connected() {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    here = net::socket_base(ends[0]);
    there = ends[1];
  }
  connected(connected const&) = delete;
  ~connected() { ::close(there); }
  void send(std::string_view what) const {
    EXPECT_EQ(::write(there, what.data(), what.size()), static_cast<ssize_t>(what.size()));
  }

  net::socket_base here;
  int there;
};

async::task<void> send_later(connected& c, std::string_view what, int times) {
  for (int i = 0; i < times; ++i) {
    co_await async::sleep_for(1ms);
    c.send(what);
  }
}

/// How many attempts it takes to read so much.
async::task<int> attempts(connected& c, std::size_t bytes, std::size_t at_once) {
  int made = 0;
  char buffer[64];
  for (std::size_t read = 0; read < bytes; ++made) {
    co_await net::wait_readable<async::suspending>(c.here);
    auto const n = net::try_read(c.here, std::span(buffer, at_once));
    if (n > 0) read += static_cast<std::size_t>(n);
  }
  co_return made;
}

async::task<int> read_all(connected& c, int times, std::size_t at_once) {
  auto writer = async::spawn(send_later(c, "12345678", times));
  int const made = co_await attempts(c, 8 * static_cast<std::size_t>(times), at_once);
  co_await writer;
  co_return made;
}

TEST(Readiness, AnEventIsLookedAtOnce) {
  async::current_thread here;
  connected c;
  // The first attempt finds out that there is nothing yet.
  EXPECT_LE(here.block_on(read_all(c, 20, 64)), 21);
}

TEST(Readiness, AFullBufferIsNotTheEnd) {
  async::current_thread here;
  connected c;
  // Two full reads and, before the next event, an attempt that finds nothing.
  EXPECT_LE(here.block_on(read_all(c, 20, 4)), 60);
}

async::task<bool> stopped_or_read(connected& c, std::atomic<bool>& waits) {
  waits.store(true);
  try {
    co_await attempts(c, 1, 64);
    co_return true;
  } catch (async::cancelled) {
    co_return false;
  }
}

async::task<int> stop_and_send(int rounds, int& stopped) {
  connected c;
  for (int i = 0; i < rounds; ++i) {
    std::atomic<bool> waits = false;
    async::stop_source stop;
    auto reader = async::spawn(async::with_stop(stop.get_token(), stopped_or_read(c, waits)));
    auto sender = async::spawn_blocking([&] {
      while (!waits.load()) async::detail::spin_pause(0);
      for (int turn = 0; turn < i % 50; ++turn) async::detail::spin_pause(0);
      c.send("x");
    });
    while (!waits.load()) co_await async::this_task::yield();
    for (int turn = 0; turn < i % 70; ++turn) async::detail::spin_pause(0);
    stop.request_stop();
    bool const read = co_await reader;
    co_await sender;
    stopped += !read;
    // Whatever the stopped one was told of, the byte is there for the next.
    if (!read) {
      EXPECT_LE(co_await attempts(c, 1, 64), 2);
    }
  }
  co_return rounds;
}

TEST(Readiness, AStopAndAnEventAtOnce) {
  async::multi_thread pool({.workers = 2});
  int stopped = 0;
  EXPECT_EQ(pool.block_on(async::timeout(60s, stop_and_send(2000, stopped))), 2000);
  RecordProperty("stopped", stopped);
}

using unix_stream = async::net::unix_stream<async::suspending>;

async::task<std::size_t> drain(unix_stream& s, std::size_t bytes) {
  char buffer[8192];
  std::size_t got = 0;
  while (got < bytes) got += co_await s.read_some(buffer);
  co_return got;
}

async::task<bool> half_closed() {
  auto [a, b] = unix_stream::pair();
  a.shutdown_write();
  char c[1];
  EXPECT_EQ(co_await b.read_some(c), 0u);
  co_await async::sleep_for(1ms);
  std::string const big(1'000'000, 'x');
  bool waited = false;
  try {
    co_await async::timeout(20ms, b.write_all(big));
  } catch (async::timed_out const&) {
    waited = true;  // and others ran meanwhile
  }
  co_await a.close();
  co_await b.close();
  co_return waited;
}

TEST(Readiness, WritingWaitsAlsoIfTheOtherSideHasShutDown) {
  EXPECT_TRUE(async::block_on(half_closed()));
}

async::task<bool> refused_datagram() {
  using udp = async::net::udp_socket<async::suspending>;
  auto gone = udp::bind("127.0.0.1", 0);
  auto const port = gone.local_port();
  co_await gone.close();
  auto s = co_await udp::connect("127.0.0.1", port);
  char c[8];
  int limits = 0, refused = 0;
  for (int i = 0; i < 3; ++i) {
    try {
      if (i == 1) co_await s.send("x"), co_await async::sleep_for(5ms);
      co_await async::timeout(10ms, s.receive(c));
    } catch (async::timed_out const&) {
      ++limits;
    } catch (std::system_error const&) {
      ++refused;
    }
  }
  co_await s.close();
  co_return limits == 2 && refused == 1;
}

TEST(Readiness, AnErrorOfADatagramIsNotTheEnd) {
  EXPECT_TRUE(async::block_on(refused_datagram()));
}

async::task<void> put(unix_stream& s) { co_await s.write_all("x"); }
async::task<void> get(unix_stream& s) { co_await drain(s, 1); }
async::task<void> both_at_once(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    auto [a, b] = unix_stream::pair();
    auto r = async::spawn(get(a));
    auto w = async::spawn(put(a));
    auto e = async::spawn(put(b));
    co_await w, co_await e, co_await r;
    co_await a.close();
    co_await b.close();
  }
}

TEST(Readiness, AFreshSocketIsReadAndWrittenAtOnce) {
  async::multi_thread pool({.workers = 4});
  pool.block_on(both_at_once(3000));
}

async::task<void> later(unix_stream& s) {
  co_await async::sleep_for(10ms);
  co_await put(s);
}
async::task<bool> there_and_back(unix_stream& a, unix_stream& b) {
  auto h = async::spawn(later(b));
  bool read = true;
  try {
    co_await async::timeout(5s, get(a));
  } catch (async::timed_out const&) {
    read = false;
  }
  co_await h;
  co_return read;
}

TEST(Readiness, ASocketGoesFromOneRuntimeToAnother) {
  auto [a, b] = unix_stream::pair();
  async::current_thread first;
  EXPECT_TRUE(first.block_on(there_and_back(a, b)));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(async::block_on(there_and_back(a, b)));
  async::multi_thread second({.workers = 2});
  EXPECT_TRUE(second.block_on(there_and_back(a, b)));
  EXPECT_TRUE(first.block_on(there_and_back(a, b)));
}

async::task<int> closed_while_stopped() {
  int ended = 0;
  for (int i = 0; i < 100; ++i) {
    auto [a, b] = unix_stream::pair();
    auto reader = async::spawn(get(a));
    co_await async::this_task::yield();
    co_await async::this_task::yield();
    std::vector<async::join_handle<void>> busy;
    auto yields = []() -> async::task<void> {
      for (int n = 0; n < 4; ++n) co_await async::this_task::yield();
    };
    for (int n = 0; n < 100; ++n) busy.push_back(async::spawn(yields()));
    reader.request_stop();
    co_await a.close();
    for (auto& each : busy) co_await each;
    try {
      co_await reader;
    } catch (async::cancelled) {
      ++ended;
    }
    co_await b.close();
  }
  co_return ended;
}

TEST(Readiness, ClosedWhileAStoppedReaderHasNotRunYet) {
  EXPECT_EQ(async::block_on(closed_while_stopped()), 100);
}

}  // namespace
