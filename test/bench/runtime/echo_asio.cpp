#include <boost/asio.hpp>

#include <cstdio>
#include <cstdlib>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

asio::awaitable<void> serve(tcp::socket s) {
  s.set_option(tcp::no_delay(true));
  char buffer[4096];
  try {
    for (;;) {
      std::size_t const n = co_await s.async_read_some(asio::buffer(buffer), asio::use_awaitable);
      co_await asio::async_write(s, asio::buffer(buffer, n), asio::use_awaitable);
    }
  } catch (boost::system::system_error const&) {
  }
}

asio::awaitable<void> accept(unsigned short port) {
  auto const executor = co_await asio::this_coro::executor;
  tcp::acceptor l(executor, {asio::ip::address_v4::loopback(), port});
  std::puts("ready");
  std::fflush(stdout);
  for (;;)
    asio::co_spawn(executor, serve(co_await l.async_accept(asio::use_awaitable)), asio::detached);
}

}  // namespace

int main(int, char** argv) {
  asio::io_context loop(1);
  asio::co_spawn(loop, accept(static_cast<unsigned short>(std::atoi(argv[1]))), asio::detached);
  loop.run();
}
