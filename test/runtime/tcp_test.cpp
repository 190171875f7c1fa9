#include <async/async.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace {

using namespace std::chrono_literals;
using listener = async::net::tcp_listener<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

async::task<void> echo(stream s) {
  char buffer[4096];
  for (;;) {
    std::size_t const n = co_await s.read_some(buffer);
    if (n == 0) break;
    co_await s.write_all(std::span<char const>(buffer, n));
  }
  s.shutdown_write();
}
async::task<void> serve(listener& l) {
  for (;;) async::spawn(echo(co_await l.accept())).detach();
}
async::task<std::size_t> client(std::uint16_t port, std::size_t bytes) {
  auto s = co_await stream::connect("127.0.0.1", port);
  s.set_no_delay(true);
  std::string const out(bytes, 'x');
  auto write = [](stream& to, std::string const& text) -> async::task<void> {
    co_await to.write_all(std::string_view(text));
    to.shutdown_write();
  };
  auto writer = async::spawn(write(s, out));
  std::size_t got = 0;
  char buffer[8192];
  for (;;) {
    std::size_t const n = co_await s.read_some(buffer);
    if (n == 0) break;
    got += n;
  }
  co_await writer;
  co_await s.close();
  co_return got;
}
async::task<std::size_t> echoes(int clients, std::size_t bytes) {
  auto l = listener::bind("127.0.0.1", 0);
  auto server = async::spawn(serve(l));
  std::vector<async::join_handle<std::size_t>> handles;
  for (int i = 0; i < clients; ++i)
    handles.push_back(async::spawn(client(l.local_port(), bytes)));
  std::size_t sum = 0;
  for (auto& h : handles) sum += co_await h;
  server.request_stop();
  try {
    co_await server;
  } catch (async::cancelled) {
    ++sum;
  }
  co_return sum;
}
TEST(tcp, echo) {
  EXPECT_EQ(async::block_on(echoes(1, 10)), 11u);
  EXPECT_EQ(async::block_on(echoes(20, 1'000'000)), 20'000'001u);
  async::multi_thread rt{{.workers = 3}};
  EXPECT_EQ(rt.block_on(echoes(20, 1'000'000)), 20'000'001u);
}

async::task<int> refused() {
  auto l = listener::bind("127.0.0.1", 0);
  auto const port = l.local_port();
  co_await l.close();
  int error = 0;
  try {
    auto s = co_await stream::connect("127.0.0.1", port);
  } catch (std::system_error const& e) {
    error = e.code().value();
  }
  co_return error;
}
TEST(tcp, connection_refused) { EXPECT_EQ(async::block_on(refused()), ECONNREFUSED); }

async::task<bool> names() {
  auto l = listener::bind("localhost", 0);
  auto s = co_await stream::connect("localhost", l.local_port());
  bool failed = false;
  try {
    auto t = co_await stream::connect("no.such.name.invalid", 1);
  } catch (std::system_error const&) {
    failed = true;
  }
  co_return s.is_open() && failed;
}
TEST(tcp, names) { EXPECT_TRUE(async::block_on(names())); }

async::task<int> closed_while_waiting() {
  auto l = listener::bind("127.0.0.1", 0);
  auto a = co_await stream::connect("127.0.0.1", l.local_port());
  auto b = co_await l.accept();
  auto reader = [](stream& s) -> async::task<int> {
    char buffer[16];
    int error = 0;
    try {
      static_cast<void>(co_await s.read_some(buffer));
    } catch (std::system_error const& e) {
      error = e.code().value();
    }
    co_return error;
  };
  auto h = async::spawn(reader(b));
  co_await async::sleep_for(5ms);
  co_await b.close();
  co_return co_await h;
}
TEST(tcp, closed_while_waiting) {
  EXPECT_EQ(async::block_on(closed_while_waiting()), EBADF);
  async::multi_thread rt{{.workers = 2}};
  EXPECT_EQ(rt.block_on(closed_while_waiting()), EBADF);
}

async::task<bool> stop_while_reading() {
  auto l = listener::bind("127.0.0.1", 0);
  auto a = co_await stream::connect("127.0.0.1", l.local_port());
  auto b = co_await l.accept();
  auto reader = [](stream& s) -> async::task<void> {
    char buffer[16];
    static_cast<void>(co_await s.read_some(buffer));
  };
  auto h = async::spawn(reader(b));
  co_await async::sleep_for(2ms);
  h.request_stop();
  bool stopped = false;
  try {
    co_await h;
  } catch (async::cancelled) {
    stopped = true;
  }
  // The stream is usable afterwards.
  co_await a.write_all(std::string_view("hi"));
  char buffer[16];
  std::size_t const n = co_await b.read_some(buffer);
  co_return stopped && n == 2;
}
TEST(tcp, stop_while_reading) {
  EXPECT_TRUE(async::block_on(stop_while_reading()));
  async::multi_thread rt{{.workers = 2}};
  EXPECT_TRUE(rt.block_on(stop_while_reading()));
}

async::task<int> reached_by(std::vector<char const*> hosts) {
  auto l = listener::bind("", 0);
  int reached = 0;
  for (char const* host : hosts) {
    auto const accepted = async::spawn(l.accept());
    try {
      auto s = co_await async::timeout(5s, stream::connect(host, l.local_port()));
      auto other = co_await accepted;
      ++reached;
      co_await s.close();
      co_await other.close();
    } catch (std::system_error const&) {
    }
  }
  co_await l.close();
  co_return reached;
}
TEST(tcp, an_empty_host_is_all_addresses) {
  EXPECT_EQ(async::block_on(reached_by({"127.0.0.1", "127.0.0.1"})), 2);
  // Where there is IPv6.
  bool has_ipv6 = true;
  try {
    listener::bind("::1", 0);
  } catch (std::system_error const&) {
    has_ipv6 = false;
  }
  EXPECT_EQ(async::block_on(reached_by({"::1", "127.0.0.1"})), has_ipv6 ? 2 : 1);
}

}  // namespace
