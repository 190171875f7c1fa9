#include <async/async.hpp>
#include <async/buffered.hpp>
#include <async/codec.hpp>

#include <gtest/gtest.h>

#include <string>
#include <system_error>
#include <vector>

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

TEST(Buffered, AWriterThatWasMovedFromHasNoBuffer) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  async::buffered_writer out(a);
  auto other = std::move(out);
  out.write("at once");
  out.write("");
  out.flush();
  char got[7];
  EXPECT_EQ(b.read_some(got), 7U);
  EXPECT_EQ(std::string_view(got, 7), "at once");
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
