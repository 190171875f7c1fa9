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

}  // namespace
