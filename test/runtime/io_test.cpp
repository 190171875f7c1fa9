#include <async/async.hpp>
#include <async/buffered.hpp>
#include <async/codec.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <linux/io_uring.h>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using async::blocking;
using async::suspending;
namespace net = async::net;

static_assert(async::reader<net::tcp_stream<suspending>> && async::writer<net::tcp_stream<blocking>>);
static_assert(async::reader<net::unix_stream<blocking>&> && async::writer<async::fs::file<suspending>>);
static_assert(!async::reader<net::tcp_listener<blocking>> && !async::writer<int>);
static_assert(async::reader<async::buffered_reader<net::unix_stream<suspending>&>>);
static_assert(async::stream_of<async::stream<int>, int>);
static_assert(async::stream_of<async::generator<int>&, long>);
static_assert(!async::stream_of<async::stream<int>, std::string> && !async::stream_of<int, int>);
static_assert(async::has_drop<net::udp_socket<suspending>>);
static_assert(async::has_drop<async::buffered_writer<net::unix_stream<suspending>&>>);

std::string temporary(char const* name) {
  auto const path = std::filesystem::temp_directory_path() /
                    ("async_io_" + std::to_string(::getpid()) + "_" + name);
  std::filesystem::remove(path);
  return path.string();
}

std::span<char const> bytes(std::string_view text) { return {text.data(), text.size()}; }

TEST(Endpoint, NumericAddresses) {
  net::endpoint const v4("127.0.0.1", 80), v6("::1", 443);
  EXPECT_EQ(v4.to_string(), "127.0.0.1:80");
  EXPECT_EQ(v6.to_string(), "[::1]:443");
  EXPECT_EQ(v4, net::endpoint("127.0.0.1", 80));
  EXPECT_NE(v4, net::endpoint("127.0.0.1", 81));
  EXPECT_THROW(net::endpoint("localhost", 80), std::system_error);
  EXPECT_EQ(net::endpoint().host(), "");
}

TEST(ByteView, TextAndBuffers) {
  auto size = [](async::byte_view v) { return v.size(); };
  char buffer[8] = "abc";
  std::vector<char> const v(5);
  EXPECT_EQ(size("abc"), 3u);
  EXPECT_EQ(size(std::string("abcd")), 4u);
  EXPECT_EQ(size(buffer), 8u);
  EXPECT_EQ(size(v), 5u);
  EXPECT_EQ(size(std::span<char>(buffer, 2)), 2u);
  EXPECT_EQ(size(std::string_view("a\0b", 3)), 3u);
  EXPECT_EQ(size({buffer, 2}), 2u);
}

TEST(Udp, BlockingAndSuspending) {
  async::current_thread rt;
  auto server = net::udp_socket<blocking>::bind("127.0.0.1", 0);
  std::thread echo([&] {
    char buffer[100];
    for (;;) {
      auto const got = server.receive_from(buffer);
      if (got.size == 0) break;
      server.send_to(std::span<char const>(buffer, got.size), got.from);
    }
  });
  rt.block_on([](std::uint16_t port) -> async::task<void> {
    auto s = co_await net::udp_socket<suspending>::connect("127.0.0.1", port);
    char buffer[100];
    for (int i = 1; i < 50; ++i) {
      co_await s.send(bytes(std::string(i, 'a')));
      EXPECT_EQ(co_await s.receive(buffer), static_cast<std::size_t>(i));
    }
    // A queue of short datagrams is read to its end.
    for (int i = 1; i <= 10; ++i) co_await s.send(bytes("x"));
    for (int i = 1; i <= 10; ++i) EXPECT_EQ(co_await s.receive(buffer), 1u);
    auto other = net::udp_socket<suspending>::bind("127.0.0.1", 0);
    co_await other.send_to(bytes("hello"), net::endpoint("127.0.0.1", port));
    auto const got = co_await other.receive_from(buffer);
    EXPECT_EQ(std::string(buffer, got.size), "hello");
    EXPECT_EQ(got.from, net::endpoint("127.0.0.1", port));
    co_await s.send(bytes(""));
    co_await s.close();
    co_await other.close();
  }(server.local_port()));
  echo.join();
}

TEST(Udp, TextIsSentWithoutTheZeroBehindIt) {
  async::block_on([]() -> async::task<void> {
    auto a = net::udp_socket<suspending>::bind("127.0.0.1", 0);
    auto b = co_await net::udp_socket<suspending>::connect("127.0.0.1", a.local_port());
    char buffer[10] = "abc";
    co_await b.send("ping");
    EXPECT_EQ(co_await a.receive(buffer), 4u);
    co_await b.send_to("", net::endpoint("127.0.0.1", a.local_port()));
    EXPECT_EQ(co_await a.receive(buffer), 0u);
    co_await b.send({buffer, 2});
    EXPECT_EQ(co_await a.receive(buffer), 2u);

    auto [from, to] = net::unix_stream<suspending>::pair();
    EXPECT_EQ(co_await from.write_some("ping"), 4u);
  }());
}

TEST(Udp, CancelledReceiveTakesNothing) {
  async::block_on([]() -> async::task<void> {
    auto a = net::udp_socket<suspending>::bind("127.0.0.1", 0);
    auto b = co_await net::udp_socket<suspending>::connect("127.0.0.1", a.local_port());
    char buffer[10];
    bool timed_out = false;
    try {
      co_await async::timeout(5ms, a.receive(buffer));
    } catch (async::timed_out const&) {
      timed_out = true;
    }
    EXPECT_TRUE(timed_out);
    co_await b.send(bytes("kept"));
    EXPECT_EQ(co_await a.receive(buffer), 4u);
  }());
}

template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> talk(net::unix_listener<M>& l, std::string path) {
  auto client = co_await net::unix_stream<M>::connect(path);
  auto server = co_await l.accept();
  co_await client.write_all("hello");
  client.shutdown_write();
  std::string all;
  char buffer[2];
  while (auto const n = co_await server.read_some(buffer)) all.append(buffer, n);
  co_await server.close();
  co_await client.close();
  co_return all;
}

TEST(Unix, ListensAndConnects) {
  std::string const path = temporary("socket");
  async::block_on([](std::string at) -> async::task<void> {
    auto l = net::unix_listener<suspending>::bind(at);
    EXPECT_EQ(co_await talk(l, at), "hello");
    EXPECT_THROW(net::unix_listener<suspending>::bind(at), std::system_error);
    co_await l.close();
  }(path));
  std::filesystem::remove(path);
  auto l = net::unix_listener<blocking>::bind(path);
  auto client = net::unix_stream<blocking>::connect(path);
  auto server = l.accept();
  client.write_all("plain");
  char buffer[10];
  EXPECT_EQ(server.read_some(buffer), 5u);
  std::filesystem::remove(path);
  EXPECT_THROW(net::unix_stream<blocking>::connect(path), std::system_error);
  EXPECT_THROW(net::unix_stream<blocking>::connect(std::string(200, 'x')), std::system_error);
}

TEST(Unix, ATimeLimitOfABlockingSocketIsAnError) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  timeval const limit{0, 20000};
  ::setsockopt(a.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  char buffer[10];
  try {
    a.read_some(buffer);
    FAIL();
  } catch (std::system_error const& e) {
    EXPECT_EQ(e.code(), std::errc::timed_out);
  }
}

TEST(Unix, NamesWithoutAFile) {
  std::string const name = std::string(1, '\0') + "async-test-" + std::to_string(::getpid());
  auto l = net::unix_listener<blocking>::bind(name);
  auto client = net::unix_stream<blocking>::connect(name);
  EXPECT_TRUE(l.accept().is_open());
}

TEST(Unix, ConnectWaitsForAListenerWithoutRoom) {
  std::string const name = std::string(1, '\0') + "async-full-" + std::to_string(::getpid());
  auto l = net::unix_listener<suspending>::bind(name);
  ::listen(l.native_handle(), 0);
  async::block_on([](net::unix_listener<suspending>& l, std::string name) -> async::task<void> {
    std::vector<async::task<net::unix_stream<suspending>>> all;
    for (int i = 0; i < 8; ++i) all.push_back(net::unix_stream<suspending>::connect(name));
    auto accept = [](net::unix_listener<suspending>& l) -> async::task<void> {
      for (int i = 0; i < 8; ++i) {
        auto s = co_await l.accept();
        co_await s.close();
      }
    };
    auto accepting = async::spawn(accept(l));
    for (auto& s : co_await async::join_all(std::move(all))) co_await s.close();
    co_await accepting;
  }(l, name));
}

// It is used on one runtime, and on another after the first is gone.
TEST(Unix, AListenerOutlivesTheRuntimeThatItWasUsedOn) {
  std::string const name = std::string(1, '\0') + "async-two-" + std::to_string(::getpid());
  auto l = net::unix_listener<suspending>::bind(name);
  for (int i = 0; i < 3; ++i) {
    async::current_thread rt;
    EXPECT_EQ(rt.block_on(talk(l, name)), "hello");
  }
}

template <async::mode M>
[[async::maybe]] async::maybe<M, void> file_story(std::string path) {
  auto f = co_await async::fs::file<M>::create(path);
  co_await f.write_all("hello world");
  co_await f.sync();
  EXPECT_EQ(f.size(), 11u);
  char five[5];
  EXPECT_EQ(co_await f.read_some_at(6, five), 5u);
  EXPECT_EQ(std::string(five, 5), "world");
  EXPECT_EQ(co_await f.write_some_at(0, bytes("J")), 1u);
  EXPECT_EQ(co_await f.read_some(five), 0u);  // at the end
  co_await f.resize(5);
  co_await f.close();
  auto again = co_await async::fs::file<M>::open(path);
  EXPECT_EQ(co_await again.read_all(), "Jello");
  EXPECT_EQ(co_await again.read_all(), "");
  co_await again.close();
  using async::fs::open_flags;
  auto end = co_await async::fs::file<M>::open(path, open_flags::append);
  co_await end.write_all(" there");
  co_await end.close();
  co_return;
}

/// How many rings of io_uring the process has.
int rings() {
  int n = 0;
  for (auto const& each : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    n += std::filesystem::read_symlink(each.path(), gone) == "anon_inode:[io_uring]";
  }
  return n;
}
bool kernel_has_io_uring() {
  io_uring_params p{};
  long const fd = ::syscall(SYS_io_uring_setup, 1, &p);
  if (fd >= 0) ::close(static_cast<int>(fd));
  return fd >= 0;
}

// Each with io_uring, where the kernel has it, and without.
class File : public testing::TestWithParam<bool> {
 protected:
  File() {
    if (!GetParam()) ::setenv("ASYNC_IO_URING", "0", 1);
  }
  ~File() override { ::unsetenv("ASYNC_IO_URING"); }
};
INSTANTIATE_TEST_SUITE_P(, File, testing::Bool(), [](auto const& info) {
  return info.param ? std::string("IoUring") : std::string("Threads");
});

TEST_P(File, IsReadByTheKernelOrByThreads) {
  std::string const path = temporary("ring");
  int const before = rings();
  auto work = [](std::string name) -> async::task<int> {
    auto f = co_await async::fs::file<suspending>::create(name);
    int const now = rings();
    co_await f.close();
    co_return now;
  };
  async::current_thread rt;
  int const expected = GetParam() && kernel_has_io_uring() && ASYNC_TEST_HAS_LIBURING ? 1 : 0;
  EXPECT_EQ(rt.block_on(work(path)) - before, expected);
  std::filesystem::remove(path);
}

TEST_P(File, ManyOperationsAtOnce) {
  std::string const path = temporary("many");
  auto part = [](async::fs::file<suspending>& f, int i) -> async::task<void> {
    std::string const text(100, static_cast<char>('a' + i % 26));
    co_await f.write_some_at(static_cast<std::uint64_t>(i) * 100, bytes(text));
    char back[100];
    EXPECT_EQ(co_await f.read_some_at(static_cast<std::uint64_t>(i) * 100, back), 100u);
    EXPECT_EQ(std::string(back, 100), text);
  };
  auto work = [&]() -> async::task<void> {
    auto f = co_await async::fs::file<suspending>::create(path);
    async::task_group g;
    for (int i = 0; i < 1000; ++i) g.spawn(part(f, i));
    co_await g.join();
    EXPECT_EQ(f.size(), 100'000u);
    co_await f.close();
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 3}};
  rt.block_on(work());
  std::filesystem::remove(path);
}

// A pipe has nothing to read for as long as nobody writes. What a thread has begun cannot be ended; the kernel can.
TEST_P(File, ARequestIsEndedEarlyByAStop) {
  if (!GetParam() || !kernel_has_io_uring() || !ASYNC_TEST_HAS_LIBURING) return;
  std::string const path = temporary("fifo");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  auto work = [&]() -> async::task<void> {
    using async::fs::open_flags;
    auto f = co_await async::fs::file<suspending>::open(path, open_flags::read | open_flags::write);
    for (int round = 0; round < 100; ++round) {
      char buffer[8];
      std::optional<std::size_t> got;
      auto read = [&]() -> async::task<void> { got = co_await f.read_some(buffer); };
      auto h = async::spawn(read());
      if (round % 3 != 0) co_await async::sleep_for(100us);
      bool const write = round % 2 == 0;
      if (write) co_await f.write_all("x");
      h.request_stop();
      bool cancelled = false;
      try {
        co_await h;
      } catch (async::cancelled) {
        cancelled = true;
      }
      EXPECT_NE(cancelled, got.has_value());
      if (write && cancelled) {
        EXPECT_EQ(co_await f.read_some(buffer), 1u);  // nothing is lost
      }
      EXPECT_TRUE(write || cancelled);
    }
    co_await f.close();
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 2}};
  rt.block_on(work());
  std::filesystem::remove(path);
}

TEST_P(File, BothModes) {
  std::string const path = temporary("file");
  async::block_on(file_story<suspending>(path));
  std::ifstream in(path);
  std::string all((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(all, "Jello there");
  using async::fs::open_flags;
  auto f = async::fs::file<blocking>::open(path);
  EXPECT_EQ(f.read_all(), "Jello there");
  EXPECT_THROW(f.write_all("x"), std::system_error);
  EXPECT_THROW(async::fs::file<blocking>::open(
                   path, open_flags::write | open_flags::create | open_flags::exclusive),
               std::system_error);
  std::filesystem::remove(path);
  try {
    async::block_on(async::fs::file<suspending>::open(path));
    FAIL();
  } catch (std::system_error const& e) {
    EXPECT_EQ(e.code(), std::errc::no_such_file_or_directory);
    EXPECT_NE(std::string(e.what()).find(path), std::string::npos);
  }
}

TEST_P(File, AStopIsSeenBeforeAnOperationOrByTheNext) {
  std::string const path = temporary("stop");
  async::block_on([](std::string path) -> async::task<void> {
    auto f = co_await async::fs::file<suspending>::create(path);
    auto work = [](async::fs::file<suspending>& f) -> async::task<int> {
      std::string const block(1 << 20, 'x');
      int written = 0;
      try {
        for (;;) {
          co_await f.write_all(std::string_view(block));
          ++written;
        }
      } catch (async::cancelled) {
      }
      co_return written;
    };
    auto running = async::spawn(work(f));
    co_await async::sleep_for(20ms);
    running.request_stop();
    int const written = co_await running;
    EXPECT_EQ(f.size(), std::uint64_t(written) << 20);
    co_await f.close();
  }(path));
  std::filesystem::remove(path);
}

TEST(Buffered, LinesAndDelimiters) {
  async::block_on([]() -> async::task<void> {
    auto [a, b] = net::unix_stream<suspending>::pair();
    {
      async::buffered_writer out(a, 16);
      co_await out.write("one\r\n\n");
      EXPECT_TRUE(out.pending());
      co_await out.write("two and more than sixteen\n");
      co_await out.write("last");
      EXPECT_TRUE(out.pending());
      co_await out.flush();
      EXPECT_FALSE(out.pending());
    }
    a.shutdown_write();
    async::buffered_reader in(b, 16);
    EXPECT_EQ(co_await in.read_exact(std::size_t(2)), "on");
    std::vector<std::string> all;
    auto s = async::lines(in);
    while (auto line = co_await s.next()) all.push_back(*line);
    EXPECT_EQ(all, (std::vector<std::string>{"e", "", "two and more than sixteen", "last"}));
    EXPECT_EQ(co_await in.read_line(), std::nullopt);
    char more[4];
    EXPECT_EQ(co_await in.read_some(more), 0u);
    co_await a.close();
    co_await b.close();
  }());
}

TEST(Buffered, LimitsAndEnds) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  a.write_all("0123456789\nxy");
  a.shutdown_write();
  async::buffered_reader in(b);
  try {
    in.read_line(5);
    FAIL();
  } catch (std::system_error const& e) {
    EXPECT_EQ(e.code(), async::io_errc::too_long);
  }
  EXPECT_EQ(in.read_line(), "0123456789");
  char three[3];
  try {
    in.read_exact(three);
    FAIL();
  } catch (std::system_error const& e) {
    EXPECT_EQ(e.code(), async::io_errc::unexpected_end);
  }
}

TEST(Buffered, WhatAStoppedReadHasTakenIsReadAgain) {
  async::block_on([]() -> async::task<void> {
    auto [a, b] = net::unix_stream<suspending>::pair();
    async::buffered_reader in(b, 16);
    auto const runs_late = [&in](std::size_t bytes) -> async::task<bool> {
      try {
        co_await async::timeout(5ms, in.read_exact(bytes));
        co_return false;
      } catch (async::timed_out const&) {
        co_return true;
      }
    };
    for (int i = 0; i < 3; ++i) {
      co_await a.write_all("0123456789");
      EXPECT_TRUE(co_await runs_late(100));  // past the buffer, whose size is 16
    }
    EXPECT_EQ(co_await in.read_exact(std::size_t(5)), "01234");
    in.unread("abc");
    EXPECT_EQ(co_await in.read_exact(std::size_t(18)), "abc567890123456789");
    a.shutdown_write();
    bool ended = false;
    try {
      co_await in.read_exact(std::size_t(11));
    } catch (std::system_error const& e) {
      ended = e.code() == async::io_errc::unexpected_end;
    }
    EXPECT_TRUE(ended);
    EXPECT_EQ(co_await in.read_line(), "0123456789");
  }());
}

TEST(Buffered, WhatCouldNotBeWrittenIsGone) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  b.close();
  async::buffered_writer out(a);
  out.write("lost");
  EXPECT_THROW(out.flush(), std::system_error);
  EXPECT_FALSE(out.pending());
}

TEST(Codec, Frames) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  std::thread writer([&a] {
    async::buffered_writer out(a);
    async::write_frame(out, "");
    async::write_frame(out, "short");
    async::write_frame(out, std::string(100000, 'l'));
    out.flush();
    a.shutdown_write();
  });
  async::buffered_reader in(b);
  std::vector<std::size_t> sizes;
  for (auto&& message : async::frames(in)) sizes.push_back(message.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{0, 5, 100000}));
  writer.join();
}

TEST(Codec, AStoppedFrameIsReadAgain) {
  async::block_on([]() -> async::task<void> {
    auto [a, b] = net::unix_stream<suspending>::pair();
    async::buffered_reader in(b);
    co_await a.write_all(std::string_view("\0\0\0\5ab", 6));
    bool late = false;
    try {
      co_await async::timeout(5ms, async::read_frame(in));
    } catch (async::timed_out const&) {
      late = true;
    }
    EXPECT_TRUE(late);
    co_await a.write_all("cde");
    EXPECT_EQ(co_await async::read_frame(in), "abcde");
  }());
}

TEST(Codec, PartsOfFramesAreErrors) {
  for (std::string_view sent : {std::string_view("\0\0", 2), std::string_view("\0\0\0\5abc", 7),
                                std::string_view("\x7f\0\0\0", 4)}) {
    auto [a, b] = net::unix_stream<blocking>::pair();
    a.write_all(sent);
    a.shutdown_write();
    async::buffered_reader in(std::move(b));
    try {
      async::read_frame(in);
      ADD_FAILURE();
    } catch (std::system_error const& e) {
      EXPECT_EQ(e.code(), sent[0] ? async::io_errc::too_long : async::io_errc::unexpected_end);
    }
  }
}

}  // namespace
