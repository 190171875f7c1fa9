// async_bench_echo PORT: sends back what it reads.
#include <async/async.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

async::task<void> serve(async::net::tcp_stream<async::suspending> s) {
  s.set_no_delay(true);
  char buffer[4096];
  while (std::size_t const n = co_await s.read_some(buffer))
    co_await s.write_all(std::string_view(buffer, n));
}

async::task<void> accept(std::uint16_t port) {
  auto l = async::net::tcp_listener<async::suspending>::bind("127.0.0.1", port);
  std::puts("ready");
  std::fflush(stdout);
  for (;;) async::spawn(serve(co_await l.accept())).detach();
}

}  // namespace

int main(int, char** argv) {
  auto const port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  return async::run_main(async::current_thread{}, [port] { return accept(port); });
}
