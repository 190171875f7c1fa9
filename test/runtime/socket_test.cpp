#include "temporary_path.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <pthread.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using async::blocking;
using async::suspending;
namespace net = async::net;

std::span<char const> bytes(std::string_view text) { return {text.data(), text.size()}; }

TEST(Endpoint, NumericAddresses) {
  net::endpoint const v4("127.0.0.1", 80), v6("::1", 443);
  EXPECT_EQ(v4.to_string(), "127.0.0.1:80");
  EXPECT_EQ(v6.to_string(), "[::1]:443");
  EXPECT_EQ(v4, net::endpoint("127.0.0.1", 80));
  EXPECT_NE(v4, net::endpoint("127.0.0.1", 81));
  EXPECT_THROW(net::endpoint("localhost", 80), std::system_error);
  EXPECT_THROW(net::endpoint(std::string_view("127.0.0.1\0x", 11), 80), std::system_error);
  EXPECT_THROW(net::tcp_stream<blocking>::connect(std::string_view("127.0.0.1\0x", 11), 80), std::system_error);
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
  char const magic[4] = {'R', 'I', 'F', 'F'}, zeros[4] = {1, 0, 0, 2};
  EXPECT_EQ(size(magic), 4u);
  EXPECT_EQ(size(zeros), 4u);
  EXPECT_EQ(size("\1\0\2"), 3u);
}

TEST(Unix, ReadsNothingIntoNothing) {
  auto [a, b] = net::unix_stream<blocking>::pair();
  EXPECT_EQ(a.read_some({}), 0u);
  async::block_on([]() -> async::task<void> {
    auto [c, d] = net::unix_stream<suspending>::pair();
    EXPECT_EQ(co_await c.read_some({}), 0u);
    async::buffered_reader in(c);
    EXPECT_EQ(co_await in.read_some({}), 0u);
    async::buffered_writer out(d);
    char const sent[3] = {0, 1, 2};
    co_await out.write(std::span<char const>(sent));
    co_await out.flush();
    char got[4];
    EXPECT_EQ(co_await c.read_some(got), 3u);
  }());
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

TEST(Unix, AbstractNamesAreAsLongAsTheSystemTakes) {
  std::string name(108, 'n');
  name[0] = 0;
  auto listener = net::unix_listener<blocking>::bind(name);
  std::thread other([&] { listener.accept().close(); });
  net::unix_stream<blocking>::connect(name).close();
  other.join();
  listener.close();
  EXPECT_THROW(net::unix_listener<blocking>::bind(name + "n"), std::system_error);
}

TEST(Unix, ASignalInterruptsConnect) {
  struct sigaction nothing{};
  nothing.sa_handler = [](int) {};
  ASSERT_EQ(::sigaction(SIGUSR1, &nothing, nullptr), 0);
  std::string const name = std::string(1, '\0') + "async-signal-" + std::to_string(::getpid());
  auto l = net::unix_listener<blocking>::bind(name);
  ::listen(l.native_handle(), 0);
  auto first = net::unix_stream<blocking>::connect(name);  // no room is left
  std::thread other([&, waits = ::pthread_self()] {
    for (int i = 0; i < 5; ++i) {
      std::this_thread::sleep_for(5ms);
      ::pthread_kill(waits, SIGUSR1);
    }
    l.accept().close();
    l.accept().close();
  });
  auto second = net::unix_stream<blocking>::connect(name);
  char c;
  EXPECT_EQ(second.read_some({&c, 1}), 0u);
  other.join();
  first.close();
  second.close();
}

TEST(Unix, ListensAndConnects) {
  std::string const path = temporary_path("socket");
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

}  // namespace
