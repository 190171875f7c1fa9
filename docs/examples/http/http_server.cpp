// http-server: a small server of HTTP/1.1, blocking, suspending, or on Boost.Asio's coroutines.
#include "options.hpp"
#include "serve_blocking.hpp"
#include "serve_suspending.hpp"
#if __has_include(<boost/asio/awaitable.hpp>)
#include "serve_asio.hpp"
#define HTTP_HAS_ASIO 1
#endif

#include <async/async.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>

struct arguments {
  http::mode mode = http::mode::suspending;
  std::uint16_t port = 8080;
  http::server_options options;
};

std::optional<arguments> parse(int argc, char** argv) {
  arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string_view const word = argv[i];
    if (http::takes_mode(word, a.mode)) continue;
    auto const n = i + 1 < argc ? http::to_number<std::uint32_t>(argv[++i]) : std::nullopt;
    if (!n) return std::nullopt;
    std::chrono::milliseconds const time(*n);
    if (word == "--port" && *n <= 65535)
      a.port = static_cast<std::uint16_t>(*n);
    else if (word == "--idle-ms")
      a.options.idle = time;
    else if (word == "--head-ms")
      a.options.head = time;
    else if (word == "--body-ms")
      a.options.body = time;
    else if (word == "--max-body")
      a.options.most.body = *n;
    else
      return std::nullopt;
  }
  return a;
}

void announce(char const* mode, std::uint16_t port) {
  std::printf("listening on 127.0.0.1:%u (%s)\n", static_cast<unsigned>(port), mode);
  std::fflush(stdout);
}

/// Runs what blocks on a thread of its own and waits for it, also after a stop, which ends it.
template <class F>
async::task<void> run_aside(F f) {
  auto const stop = async::this_task::stop_token();
  auto finish = [](auto work) -> async::task<void> { co_await work; };
  auto work = [&f, stop] { f(stop); };
  co_await async::uncancellable(finish(async::spawn_blocking(work)));
}

[[async::main(async::multi_thread)]]
async::task<int> main(int argc, char** argv) {
  auto const a = parse(argc, argv);
  if (!a) {
    std::fprintf(stderr,
                 "usage: %s [--blocking | --asio] [--port N] [--idle-ms N] [--head-ms N] "
                 "[--body-ms N] [--max-body N]\n",
                 argv[0]);
    co_return 2;
  }
  if (a->mode == http::mode::blocking) {
    auto listener = async::net::tcp_listener<async::blocking>::bind("127.0.0.1", a->port);
    announce("blocking", listener.local_port());
    co_await run_aside([&](async::stop_token stop) {
      http::serve_blocking(listener, a->options, stop);
    });
  } else if (a->mode == http::mode::suspending) {
    auto listener = async::net::tcp_listener<async::suspending>::bind("127.0.0.1", a->port);
    announce("suspending", listener.local_port());
    co_await http::serve_suspending(listener, a->options);
  } else {
#if HTTP_HAS_ASIO
    http::asio_server server(a->port, a->options);
    announce("asio", server.port());
    co_await run_aside([&](async::stop_token stop) { server.run(stop); });
#else
    std::fprintf(stderr, "this was built without Boost.Asio\n");
    co_return 2;
#endif
  }
  co_return 0;
}
