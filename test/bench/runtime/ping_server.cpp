// Answers +PONG to each PING as redis-server does, for redis-benchmark -t ping_inline.
#include <async/async.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using listener = async::net::tcp_listener<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

async::task<void> serve(stream s) {
  s.set_no_delay(true);
  char buffer[16384];
  std::string out;
  for (;;) {
    std::size_t const n = co_await s.read_some(buffer);
    if (n == 0) break;
    out.clear();
    for (char const* p = buffer; p < buffer + n; ++p)
      if (*p == '\n') out += "+PONG\r\n";
    co_await s.write_all(std::string_view(out));
  }
}

async::task<void> accept(std::uint16_t port) {
  auto l = listener::bind("127.0.0.1", port);
  for (;;) async::spawn(serve(co_await l.accept())).detach();
}

}  // namespace

int main(int argc, char** argv) {
  auto const port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 7001);
  int const workers = argc > 2 ? std::atoi(argv[2]) : 0;
  auto make = [port] { return accept(port); };
  if (workers == 0) return async::run_main(async::current_thread{}, make);
  return async::run_main(async::multi_thread{{.workers = static_cast<unsigned>(workers)}}, make);
}
